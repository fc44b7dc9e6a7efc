-- A dump of an older version names the constraint of an heir as its parent's is; files do not name it.
CREATE TABLE parent (a int NOT NULL);
CREATE TABLE heir (a int CONSTRAINT parent_a_not_null NOT NULL, c int) INHERITS (parent);
CREATE TABLE named (x int CONSTRAINT n1 NOT NULL);
CREATE TABLE of_named (x int) INHERITS (named);
CREATE TABLE of_named_too (x int CONSTRAINT n1 NOT NULL) INHERITS (named);
INSERT INTO heir VALUES (1, 2);
INSERT INTO of_named VALUES (3);
