CREATE TABLE parent (a int CONSTRAINT a_there NOT NULL);
CREATE TABLE heir () INHERITS (parent);
