CREATE TABLE parent (a int NOT NULL);
CREATE TABLE heir (a int NOT NULL, c int) INHERITS (parent);
CREATE TABLE named (x int CONSTRAINT n2 NOT NULL);
CREATE TABLE of_named (x int) INHERITS (named);
CREATE TABLE of_named_too (x int CONSTRAINT n2 NOT NULL) INHERITS (named);
