CREATE TABLE parent (a int CONSTRAINT a_there NOT NULL);
CREATE TABLE heir (CONSTRAINT heir_a_there NOT NULL a) INHERITS (parent);
