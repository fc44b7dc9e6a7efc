CREATE TABLE a (id int NOT NULL, one text);
CREATE TABLE b (id int NOT NULL, two text);
CREATE TABLE c (three text DEFAULT 'x');
CREATE TABLE first_stays () INHERITS (a);
CREATE TABLE second_stays () INHERITS (b);
CREATE TABLE middle_leaves (own int) INHERITS (a, c);
