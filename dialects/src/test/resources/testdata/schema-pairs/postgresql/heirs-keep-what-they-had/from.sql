-- An heir that leaves keeps what it had of its parent.
CREATE TABLE thing (id int NOT NULL, name text DEFAULT 'n', CONSTRAINT thing_positive CHECK (id > 0));
CREATE TABLE leaving (own text) INHERITS (thing);
INSERT INTO leaving VALUES (1, 'a', 'b');

-- From two parents to one of them.
CREATE TABLE one (x int, y int);
CREATE TABLE two (y int, z int);
CREATE TABLE both_of () INHERITS (one, two);
INSERT INTO both_of VALUES (1, 2, 3);
