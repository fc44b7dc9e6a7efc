CREATE TABLE measures (at int) PARTITION BY RANGE (at);
CREATE TABLE old (at int);
CREATE TABLE proven (at int NOT NULL CHECK (at >= 2 AND at < 3));
CREATE TABLE nullable (at int CHECK (at >= 5 AND at < 6));
