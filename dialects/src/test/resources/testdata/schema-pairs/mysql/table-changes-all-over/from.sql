CREATE TABLE t (
  id int NOT NULL,
  name varchar(20) NOT NULL,
  gone int DEFAULT 3,
  price decimal(5,2) DEFAULT 1.50,
  moved int,
  stays text,
  last_one date,
  PRIMARY KEY (id),
  UNIQUE KEY name (name),
  KEY price (price),
  CONSTRAINT cheap CHECK (price < 100)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci COMMENT='before' ROW_FORMAT=COMPACT STATS_PERSISTENT=0;
CREATE TABLE counted (id int NOT NULL AUTO_INCREMENT, other int NOT NULL, PRIMARY KEY (id)) ENGINE=InnoDB;
CREATE TABLE replaced (a int, b int);
CREATE TABLE plain (a int NOT NULL, b int) ENGINE=MyISAM;
CREATE TABLE untouched (a int PRIMARY KEY, KEY i (a));
