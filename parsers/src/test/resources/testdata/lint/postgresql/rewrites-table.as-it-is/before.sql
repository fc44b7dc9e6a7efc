CREATE TABLE logged (id int);
CREATE UNLOGGED TABLE unlogged (id int);
CREATE TABLE plain (id int) USING heap;
CREATE TABLE parts (id int) PARTITION BY RANGE (id);
CREATE INDEX plain_id ON plain (id);
