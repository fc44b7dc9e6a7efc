CREATE TABLE t (
  first_one int DEFAULT 7,
  moved int,
  id bigint NOT NULL AUTO_INCREMENT,
  name varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'x' COMMENT 'it''s named',
  b_second int,
  a_third int INVISIBLE,
  price decimal(7,3) NOT NULL DEFAULT 0.000,
  stays text,
  last_one date,
  z_end int,
  a_end timestamp NULL,
  PRIMARY KEY (id),
  UNIQUE KEY name (name, price),
  KEY price (price DESC) COMMENT 'other way',
  KEY added (last_one) INVISIBLE,
  CONSTRAINT cheap CHECK (price < 1000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='after' ROW_FORMAT=DYNAMIC STATS_AUTO_RECALC=1;
CREATE TABLE counted (id int NOT NULL, other int NOT NULL AUTO_INCREMENT, PRIMARY KEY (other), KEY old (id)) ENGINE=InnoDB;
CREATE TABLE replaced (c int, d int);
CREATE TABLE plain (a int NOT NULL, b int, number bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE untouched (a int PRIMARY KEY, KEY i (a));
