CREATE TABLE other (id int PRIMARY KEY, code varchar(10) UNIQUE);
CREATE TABLE t (
  id int NOT NULL, a int, b varchar(50), c decimal(8,3), d enum('a','b'), e text, f datetime(3), g int NOT NULL,
  p point NOT NULL, other_id int, moved int, u int unsigned, big bigint, l varchar(20) CHARACTER SET latin1,
  fixed char(10), s set('x','y'), v varbinary(20), virt int AS (a + 1) VIRTUAL, kept int AS (a + 2) STORED,
  told timestamp NULL DEFAULT NULL, fl float,
  PRIMARY KEY (id), KEY by_a (a), KEY by_other (other_id), UNIQUE KEY one_g (g),
  CONSTRAINT small CHECK (a < 1000),
  CONSTRAINT to_other FOREIGN KEY (other_id) REFERENCES other (id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE plain (id int NOT NULL, v int NOT NULL, w int, x varchar(20)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE texts (id int PRIMARY KEY, x varchar(20), y varchar(20), KEY by_x (x)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE keyed (id int NOT NULL, v int NOT NULL, w int, PRIMARY KEY (id)) ENGINE=InnoDB;
CREATE TABLE counted (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, v int) ENGINE=InnoDB;
CREATE TABLE words (id int PRIMARY KEY, v int, txt text, FULLTEXT KEY txt (txt)) ENGINE=InnoDB;
CREATE TABLE packed (id int PRIMARY KEY, v int) ENGINE=InnoDB ROW_FORMAT=COMPRESSED;
CREATE TABLE redundant (id int PRIMARY KEY, v int NOT NULL, x varchar(20) CHARACTER SET latin1) ENGINE=InnoDB ROW_FORMAT=REDUNDANT;
CREATE TABLE old_style (id int PRIMARY KEY, v int) ENGINE=MyISAM;
CREATE TABLE parts (id int NOT NULL, v int, PRIMARY KEY (id)) ENGINE=InnoDB
  PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));
CREATE TABLE father (id int PRIMARY KEY, v int) ENGINE=InnoDB;
CREATE TABLE easy (
  id int PRIMARY KEY, v int NOT NULL, w int, x varchar(20), y varchar(40), one int, two int, many int, also int,
  UNIQUE KEY one (one), KEY two (two), KEY many (many, also)) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE checked (id int PRIMARY KEY, v int, CONSTRAINT low CHECK (v < 1000)) ENGINE=InnoDB;
CREATE TABLE virt (id int PRIMARY KEY, v int, w int AS (v + 1) VIRTUAL) ENGINE=InnoDB;
CREATE TABLE virt_key (id int PRIMARY KEY, v int, u int, w int AS (v + 1) VIRTUAL, KEY by_w (w)) ENGINE=InnoDB;
CREATE TABLE kept (id int PRIMARY KEY, v int, w int AS (v + 1) STORED) ENGINE=InnoDB;
CREATE TABLE refers (id int PRIMARY KEY, v int, father_id int, FOREIGN KEY (father_id) REFERENCES father (id)) ENGINE=InnoDB;
CREATE TABLE child (id int PRIMARY KEY, v int, father_id int, FOREIGN KEY (father_id) REFERENCES father (id) ON DELETE CASCADE) ENGINE=InnoDB;
INSERT INTO other VALUES (1, 'x');
INSERT INTO t (id, a, b, c, d, e, f, g, p, other_id, moved, u, big, l, fixed, s, v, told, fl)
  VALUES (1, 1, 'b', 1, 'a', 'e', '2020-01-01', 1, POINT(1, 1), 1, 1, 1, 1, 'l', 'f', 'x', 'v', NULL, 1);
INSERT INTO plain VALUES (1, 1, 1, 'x');
INSERT INTO keyed VALUES (1, 1, 1);
INSERT INTO words VALUES (1, 1, 'x');
INSERT INTO easy VALUES (1, 1, 1, 'x', 'y', 1, 1, 1, 1);
