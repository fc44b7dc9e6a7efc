CREATE TABLE measures (at int) PARTITION BY RANGE (at);
CREATE TABLE old (at int);
CREATE TABLE proven (at int CHECK (at >= 2 AND at < 3));
