CREATE TABLE `a``b.c d` (`x y` int NOT NULL, `back\\slash` varchar(10) DEFAULT 'a\\b', `sel``ect` enum('a','b\\c') DEFAULT 'b\\c', `'q'` int,
  PRIMARY KEY (`x y`), KEY `i``x` (`'q'`), CONSTRAINT `c``k` CHECK (`sel``ect` <> 'x\\y')) COMMENT 'a\\b';
CREATE VIEW `v``w` AS SELECT `x y`, 'c\\d' AS `e"f` FROM `a``b.c d`;
