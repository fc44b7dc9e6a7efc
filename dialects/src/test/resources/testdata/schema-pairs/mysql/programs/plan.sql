DROP EVENT `e`;
DROP TRIGGER `three`;
DROP TRIGGER `two`;
DROP TRIGGER `one`;
DROP VIEW `other`;
DROP PROCEDURE `p`;
DROP FUNCTION `f`;
DROP FUNCTION `gone_f`;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'ANSI_QUOTES';
CREATE FUNCTION `f`(`a` int, `b` int) RETURNS bigint
    SQL SECURITY INVOKER
    COMMENT 'it''s \\ two'
RETURN a + b + length("a");
SET sql_mode = @lockstep_sql_mode;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
CREATE PROCEDURE `p`(OUT `x` int)
SELECT 1 INTO x;
SET sql_mode = @lockstep_sql_mode;
-- loses the values of column t.gone
ALTER TABLE `t`
  DROP COLUMN `gone`,
  MODIFY COLUMN `name` varchar(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci,
  ADD COLUMN `added` int AFTER `name`;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
CREATE OR REPLACE ALGORITHM=MERGE VIEW `low` AS select `t`.`id` AS `id`,`t`.`name` AS `name`,`t`.`added` AS `added` from `t` where (`t`.`name` <> 'it\'s \\ t');
SET sql_mode = @lockstep_sql_mode;
CREATE OR REPLACE SQL SECURITY INVOKER VIEW `high` AS select `low`.`id` AS `id`,`low`.`added` AS `added` from `low` where (`low`.`added` > 1) WITH CASCADED CHECK OPTION;
CREATE OR REPLACE VIEW `uses_f` AS select `f`(`x`.`id`,1) AS `y` from `t` `x`;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
CREATE TRIGGER `after_all` AFTER DELETE ON `t` FOR EACH ROW
BEGIN END;
SET sql_mode = @lockstep_sql_mode;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
CREATE TRIGGER `two` BEFORE INSERT ON `t` FOR EACH ROW
SET NEW.name = concat(NEW.name, ' two');
SET sql_mode = @lockstep_sql_mode;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
CREATE TRIGGER `zero` BEFORE INSERT ON `t` FOR EACH ROW FOLLOWS `two`
SET NEW.name = 'zero';
SET sql_mode = @lockstep_sql_mode;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
CREATE TRIGGER `three` BEFORE INSERT ON `t` FOR EACH ROW FOLLOWS `zero`
SET NEW.added = 3;
SET sql_mode = @lockstep_sql_mode;
SET @lockstep_time_zone = @@time_zone, time_zone = 'SYSTEM';
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
CREATE EVENT `e` ON SCHEDULE EVERY 2 HOUR STARTS '2031-01-01 00:00:00' DISABLE COMMENT 'x' DO DELETE FROM t WHERE id < 1;
SET sql_mode = @lockstep_sql_mode;
SET time_zone = @lockstep_time_zone;
