SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY ON t (a);
