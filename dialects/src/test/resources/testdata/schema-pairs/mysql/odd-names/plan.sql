-- loses the values of column "a`b.c d".'q'
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
ALTER TABLE `a``b.c d`
  DROP CONSTRAINT `c``k`,
  DROP INDEX `i``x`,
  DROP COLUMN `'q'`,
  MODIFY COLUMN `x y` bigint NOT NULL,
  MODIFY COLUMN `back\\slash` varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci DEFAULT 'a''\\b',
  MODIFY COLUMN `sel``ect` enum('a','b\\c','d') CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci DEFAULT 'b\\c',
  ADD COLUMN `new "name"` int,
  COMMENT='a\\c',
  ADD INDEX `i``x` (`new "name"`),
  ADD CONSTRAINT `c``k` CHECK ((`sel``ect` <> _utf8mb4'x\\z'));
SET sql_mode = @lockstep_sql_mode;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
CREATE OR REPLACE VIEW `v``w` AS select `a``b.c d`.`x y` AS `x y`,'c\\e' AS `e"f` from `a``b.c d`;
SET sql_mode = @lockstep_sql_mode;
