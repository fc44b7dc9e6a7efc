CREATE TABLE a (id int NOT NULL, one text);
CREATE TABLE b (id int NOT NULL, two text);
CREATE TABLE c (three text DEFAULT 'x');
CREATE TABLE first_stays () INHERITS (a, b);
CREATE TABLE second_stays () INHERITS (a, b);
CREATE TABLE middle_leaves (own int) INHERITS (a, b, c);
INSERT INTO first_stays VALUES (1, 'a', 'b');
INSERT INTO second_stays VALUES (2, 'a', 'b');
INSERT INTO middle_leaves VALUES (3, 'a', 'b', 'c');
