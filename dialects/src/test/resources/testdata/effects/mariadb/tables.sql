CREATE TABLE other (id int PRIMARY KEY, code varchar(10) UNIQUE);
CREATE TABLE t (
  id int NOT NULL, a int, b varchar(50), c decimal(8,3), d enum('a','b'), e text, f datetime(3), g int NOT NULL,
  p point NOT NULL, other_id int, moved int, last_one int,
  PRIMARY KEY (id), KEY by_a (a), KEY by_other (other_id), CONSTRAINT small CHECK (a < 1000)
) CHARACTER SET utf8mb4;
CREATE TABLE keyless (id int NOT NULL, v int);
CREATE TABLE counted (id int NOT NULL);
CREATE TABLE parts (id int NOT NULL, at date NOT NULL, v int, PRIMARY KEY (id, at))
  PARTITION BY RANGE (to_days(at)) (PARTITION p0 VALUES LESS THAN (739000));
CREATE TABLE hashed (id int PRIMARY KEY, v int) PARTITION BY HASH (id) PARTITIONS 2;
CREATE TABLE packed (id int PRIMARY KEY, v int) ROW_FORMAT=COMPRESSED;
CREATE TABLE history (id int PRIMARY KEY, v int) WITH SYSTEM VERSIONING;
CREATE TABLE becomes_history (id int PRIMARY KEY, v int);
CREATE TABLE old_style (id int PRIMARY KEY, v int) ENGINE=MyISAM;
CREATE TABLE `odd ``name``` (id int PRIMARY KEY, `ALGORITHM` int);
CREATE TABLE goes (id int);
CREATE VIEW v AS SELECT id FROM t;
