CREATE TABLE `a``b.c d` (`x y` bigint NOT NULL, `back\\slash` varchar(10) DEFAULT 'a''\\b', `sel``ect` enum('a','b\\c','d') DEFAULT 'b\\c', `new "name"` int,
  PRIMARY KEY (`x y`), KEY `i``x` (`new "name"`), CONSTRAINT `c``k` CHECK (`sel``ect` <> 'x\\z')) COMMENT 'a\\c';
CREATE VIEW `v``w` AS SELECT `x y`, 'c\\e' AS `e"f` FROM `a``b.c d`;
