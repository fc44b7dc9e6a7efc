CREATE TABLE thing (id int NOT NULL, name text DEFAULT 'n', CONSTRAINT thing_positive CHECK (id > 0));
CREATE TABLE leaving (id int NOT NULL, name text DEFAULT 'n', own text);

CREATE TABLE one (x int, y int);
CREATE TABLE two (y int, z int);
CREATE TABLE both_of (z int) INHERITS (one);
