CREATE TYPE ad AS (b text, a text);
CREATE TYPE person AS (name text, home ad);
CREATE TABLE t (id int, p person);
