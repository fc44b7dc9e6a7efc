-- in the place of statement 3
CREATE INDEX CONCURRENTLY/* INDEX */ONDAY ON other (at);
