-- Holds every kind of object that Lockstep manages on MySQL, with the oddities people have.
CREATE TABLE customers (
  id int unsigned NOT NULL AUTO_INCREMENT COMMENT 'it''s the key',
  email varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name varchar(100) NOT NULL DEFAULT 'o''hara \\ "x"',
  nick varchar(50) DEFAULT NULL,
  status enum('new','paid','it''s','a,b','back\\slash') NOT NULL DEFAULT 'new',
  flags set('a','b') DEFAULT 'a,b',
  balance decimal(12,3) NOT NULL DEFAULT 0.000,
  ratio double unsigned DEFAULT NULL,
  born date DEFAULT NULL,
  at_night time(3) DEFAULT '23:59:59.500',
  created timestamp(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6),
  changed datetime DEFAULT NULL ON UPDATE current_timestamp,
  seen timestamp NULL DEFAULT NULL,
  token binary(16) NOT NULL DEFAULT (uuid_to_bin(uuid())),
  essay text DEFAULT ('it''s "long" \\ 🙂'),
  doc json DEFAULT (json_object('a', 1)),
  tags json DEFAULT NULL,
  raw binary(4) DEFAULT '\0\0ab',
  bits bit(5) DEFAULT b'101',
  upper_name varchar(100) GENERATED ALWAYS AS (upper(name)) VIRTUAL,
  email_length int GENERATED ALWAYS AS (char_length(email)) STORED COMMENT 'stored',
  secret varchar(10) DEFAULT 'x' INVISIBLE CHECK (secret <> ''),
  hidden_sum decimal(14,3) AS (balance + 1) VIRTUAL INVISIBLE,
  empty_default varchar(5) NOT NULL DEFAULT '',
  year_of year DEFAULT 2000,
  truth tinyint(1) NOT NULL DEFAULT 1,
  tomorrow date DEFAULT (curdate() + interval 1 day),
  PRIMARY KEY (id),
  UNIQUE KEY email (email),
  KEY by_name (name(20) DESC, born),
  KEY by_generated (upper_name) COMMENT 'it''s generated',
  KEY unseen (balance) INVISIBLE,
  KEY by_function ((lower(name)), (balance * 2) DESC),
  KEY by_tag ((cast(tags->'$.t' as unsigned array))),
  FULLTEXT KEY words (name, nick),
  FULLTEXT KEY pairs (essay) WITH PARSER ngram,
  CONSTRAINT positive CHECK (balance >= 0 AND name <> 'it''s "x"'),
  CONSTRAINT born_late CHECK (born > '1800-01-01') NOT ENFORCED
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=DYNAMIC COMMENT='customers''s \\ table';

CREATE TABLE `odd ``table`` →` (
  `a b` int DEFAULT NULL,
  `back``tick` int NOT NULL,
  `dot.ted` varchar(30) CHARACTER SET latin1 NOT NULL DEFAULT 'ü',
  `select` int DEFAULT 5 CHECK (`select` > 0),
  `naïve "quote" 'x'` int AS (`a b` + `back``tick`) STORED,
  `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` int DEFAULT (1 + 2),
  PRIMARY KEY (`back``tick`, `dot.ted`),
  KEY `odd ``index`` →` (`a b`)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_as_cs COMMENT='odd 🙂';

CREATE TABLE orders (
  id bigint NOT NULL,
  customer_id int unsigned NOT NULL,
  parent_id bigint DEFAULT NULL,
  place point NOT NULL SRID 4326,
  shape geometry DEFAULT NULL,
  total decimal(10,2) NOT NULL DEFAULT (1.5 * 2),
  PRIMARY KEY (id),
  KEY customer (customer_id),
  SPATIAL KEY place (place),
  CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE NO ACTION,
  CONSTRAINT orders_parent FOREIGN KEY (parent_id) REFERENCES orders (id) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_german1_ci;
ALTER TABLE customers ADD last_order bigint DEFAULT NULL,
  ADD CONSTRAINT last_order FOREIGN KEY (last_order) REFERENCES orders (id) ON DELETE RESTRICT;

CREATE TABLE compressed (
  id int NOT NULL PRIMARY KEY, b blob
) ENGINE=InnoDB ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=4 STATS_PERSISTENT=0 STATS_AUTO_RECALC=1 STATS_SAMPLE_PAGES=20
  DEFAULT CHARSET=utf8mb4;
CREATE TABLE old_style (
  id int NOT NULL AUTO_INCREMENT, t text, KEY (id), KEY sized (t(20), id), FULLTEXT (t)
) ENGINE=MyISAM MAX_ROWS=1000 MIN_ROWS=5 AVG_ROW_LENGTH=100 PACK_KEYS=1 CHECKSUM=1 DELAY_KEY_WRITE=1 ROW_FORMAT=DYNAMIC
  DEFAULT CHARSET=latin1;
CREATE TABLE in_memory (
  id int NOT NULL, k int, h int, PRIMARY KEY (id) USING BTREE, KEY h (h), KEY k (k) USING BTREE
) ENGINE=MEMORY MAX_ROWS=100;
CREATE TABLE only_binary (b varbinary(20) DEFAULT x'0041', c char(3)) DEFAULT CHARSET=binary;
CREATE TABLE hidden_key (name varchar(10));

CREATE TABLE by_range (
  id int NOT NULL, d date NOT NULL, PRIMARY KEY (id, d)
) PARTITION BY RANGE (to_days(d)) SUBPARTITION BY HASH (id) (
  PARTITION p0 VALUES LESS THAN (738000) COMMENT = 'it''s old' (SUBPARTITION s0, SUBPARTITION s1),
  PARTITION p1 VALUES LESS THAN MAXVALUE (SUBPARTITION s2, SUBPARTITION s3));
CREATE TABLE by_range_evenly (
  id int NOT NULL, d int NOT NULL
) PARTITION BY RANGE (id) SUBPARTITION BY KEY (d) SUBPARTITIONS 2 (
  PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));
CREATE TABLE by_columns (
  a int NOT NULL, b varchar(10) NOT NULL, c date
) PARTITION BY RANGE COLUMNS (a, b) (
  PARTITION `p 0` VALUES LESS THAN (10, 'it''s'), PARTITION p1 VALUES LESS THAN (20, MAXVALUE));
CREATE TABLE by_list (a int) PARTITION BY LIST (a) (
  PARTITION p0 VALUES IN (1, 2, NULL), PARTITION p1 VALUES IN (3));
CREATE TABLE by_list_columns (a varchar(5)) PARTITION BY LIST COLUMNS (a) (
  PARTITION p0 VALUES IN ('x', 'y'), PARTITION p1 VALUES IN ('z'));
CREATE TABLE by_hash (a int, b int) PARTITION BY HASH (a + b) PARTITIONS 3;
CREATE TABLE by_linear_hash (a int) PARTITION BY LINEAR HASH (a) PARTITIONS 2;
CREATE TABLE by_key (a int, b int) PARTITION BY KEY (a, b) PARTITIONS 2;
CREATE TABLE by_own_key (a int PRIMARY KEY) PARTITION BY KEY () PARTITIONS 2;
CREATE TABLE by_linear_key (a int) PARTITION BY LINEAR KEY (a) (PARTITION first, PARTITION second);
CREATE TABLE by_old_key (a int) PARTITION BY KEY ALGORITHM=1 (a) PARTITIONS 2;

CREATE VIEW rich AS SELECT c.id, c.name AS who, o.total FROM customers c JOIN orders o ON o.customer_id = c.id
  WHERE c.balance > 10 AND c.name <> '`x`.`y`' AND c.status IN ('new', 'it''s');
CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW `a very odd → view` AS SELECT `a b`, `back``tick` AS `it's` FROM `odd ``table`` →`
  WHERE `select` > 1 WITH LOCAL CHECK OPTION;
CREATE ALGORITHM=TEMPTABLE VIEW above AS SELECT who, sum(total) AS total FROM rich GROUP BY who;
CREATE VIEW smiling AS SELECT '🙂' AS smile, id FROM customers WHERE name <> 'why?';
CREATE VIEW checked AS SELECT * FROM orders WHERE total > 0 WITH CASCADED CHECK OPTION;
CREATE VIEW listed AS SELECT j.t, row_number() OVER (ORDER BY j.t) AS n
  FROM customers, json_table(tags, '$[*]' COLUMNS (t int PATH '$')) j;

DELIMITER //
CREATE FUNCTION added(`a` bigint, `b` int) RETURNS bigint DETERMINISTIC NO SQL COMMENT 'it''s \\ a sum 🙂'
  RETURN a + b//
CREATE FUNCTION many(`odd ``name``` varchar(10) CHARACTER SET latin1, `e` enum('x','y''s')) RETURNS varchar(20) CHARSET utf8mb4
  READS SQL DATA SQL SECURITY INVOKER
BEGIN
  DECLARE n int DEFAULT 0;
  SELECT count(*) INTO n FROM customers WHERE name = `odd ``name```; -- a comment
  RETURN concat(n, ';', e);
END//
CREATE PROCEDURE `do it`(`a` int, OUT `b` decimal(10,2), INOUT `c` varchar(5)) MODIFIES SQL DATA
BEGIN
  IF a > 0 THEN
    UPDATE customers SET balance = balance + a;
  END IF;
  SET b = 1, c = 'x 🙂 ?'; -- what?
END//
CREATE PROCEDURE nothing() SELECT 1//
SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'//
CREATE PROCEDURE quoted() SELECT "id", '\' FROM "customers"//
SET sql_mode = DEFAULT//
CREATE TRIGGER `first_one` BEFORE INSERT ON `customers` FOR EACH ROW
SET NEW.nick = concat(NEW.nick, ';')//
CREATE TRIGGER `a_second` BEFORE INSERT ON `customers` FOR EACH ROW FOLLOWS first_one
BEGIN
  SET NEW.name = trim(NEW.name);
END//
CREATE TRIGGER `between_both` BEFORE INSERT ON `customers` FOR EACH ROW PRECEDES a_second
SET NEW.secret = 'y'//
CREATE TRIGGER `after →` AFTER UPDATE ON `odd ``table`` →` FOR EACH ROW
INSERT INTO by_hash VALUES (OLD.`a b`, 1)//
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM by_hash//
CREATE EVENT hourly ON SCHEDULE EVERY '1:30' HOUR_MINUTE STARTS '2030-01-01 03:00:00' ENDS '2035-01-01 00:00:00'
  ON COMPLETION PRESERVE DISABLE ON SLAVE COMMENT 'it''s hourly' DO BEGIN DELETE FROM by_hash; DELETE FROM by_key; END//
CREATE EVENT once ON SCHEDULE AT '2037-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE DO SELECT 1//
DELIMITER ;
CREATE VIEW all_of_it AS WITH RECURSIVE up AS (SELECT id, parent_id FROM orders UNION ALL
  SELECT o.id, o.parent_id FROM orders o JOIN up ON up.parent_id = o.id) SELECT up.id, added(up.id, 1) AS plus FROM up;
