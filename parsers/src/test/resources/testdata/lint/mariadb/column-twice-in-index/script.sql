CREATE TABLE a (id int PRIMARY KEY, b int, KEY odd (b, B));
CREATE INDEX odd2 ON a (id, b, id);
CREATE INDEX fine ON a (id, b);
