CREATE TABLE aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (id int, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb int, CONSTRAINT cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc CHECK (id > 0));
ALTER TABLE t ADD COLUMN üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü int;
CREATE INDEX dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd ON t (a);
ALTER TABLE t RENAME TO eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee;
CREATE VIEW ok AS SELECT 1;
CREATE TABLE üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü (id int);
