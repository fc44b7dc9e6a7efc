-- What is new beside it.
CREATE SEQUENCE below AS smallint MINVALUE -20000 START WITH 1;
CREATE TABLE base (a int);
CREATE TABLE keeper (c int, b text) INHERITS (base);

CREATE TABLE thing (id int NOT NULL, name text DEFAULT 'n');
CREATE TABLE joiner (id int NOT NULL, name text DEFAULT 'n') INHERITS (thing);
CREATE PUBLICATION without_heirs FOR TABLE ONLY base;
