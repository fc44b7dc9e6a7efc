CREATE TYPE ad AS (a text, b text);
CREATE TYPE person AS (name text, home ad);
CREATE TABLE t (id int, p person);
