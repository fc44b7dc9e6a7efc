CREATE TABLE t (a varchar(10), b varchar, c text, d varchar(3)[]);
ALTER TABLE t ALTER a TYPE varchar(20);
