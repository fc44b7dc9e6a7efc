CREATE TABLE p (a int, b int);
CREATE TABLE c (b int DEFAULT 9) INHERITS (p);
