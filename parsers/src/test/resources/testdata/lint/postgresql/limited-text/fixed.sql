CREATE TABLE t (a text, b varchar, c text, d varchar(3)[]);
ALTER TABLE t ALTER a TYPE text;
