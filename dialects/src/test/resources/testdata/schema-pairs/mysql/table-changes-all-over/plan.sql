-- loses the values of column t.gone
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
ALTER TABLE `t`
  DROP CONSTRAINT `cheap`,
  DROP INDEX `name`,
  DROP INDEX `price`,
  DROP COLUMN `gone`,
  ADD COLUMN `first_one` int DEFAULT '7' FIRST,
  MODIFY COLUMN `moved` int AFTER `first_one`,
  MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT,
  MODIFY COLUMN `name` varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL DEFAULT 'x' COMMENT 'it''s named',
  ADD COLUMN `b_second` int AFTER `name`,
  ADD COLUMN `a_third` int INVISIBLE AFTER `b_second`,
  MODIFY COLUMN `price` decimal(7,3) NOT NULL DEFAULT '0.000',
  MODIFY COLUMN `stays` text CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
  ADD COLUMN `z_end` int,
  ADD COLUMN `a_end` timestamp NULL,
  DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci,
  STATS_PERSISTENT=DEFAULT,
  ROW_FORMAT=DYNAMIC,
  STATS_AUTO_RECALC=1,
  COMMENT='after',
  ADD INDEX `added` (`last_one`) INVISIBLE,
  ADD UNIQUE INDEX `name` (`name`, `price`),
  ADD INDEX `price` (`price` DESC) COMMENT 'other way',
  ADD CONSTRAINT `cheap` CHECK ((`price` < 1000));
SET sql_mode = @lockstep_sql_mode;
ALTER TABLE `counted`
  DROP PRIMARY KEY,
  MODIFY COLUMN `id` int NOT NULL,
  MODIFY COLUMN `other` int NOT NULL AUTO_INCREMENT,
  ADD PRIMARY KEY (`other`),
  ADD INDEX `old` (`id`);
-- loses the values of column replaced.a
-- loses the values of column replaced.b
ALTER TABLE `replaced`
  DROP COLUMN `a`,
  DROP COLUMN `b`,
  ADD COLUMN `c` int,
  ADD COLUMN `d` int;
ALTER TABLE `plain`
  ADD COLUMN `number` bigint unsigned NOT NULL AUTO_INCREMENT,
  ENGINE=InnoDB,
  ADD PRIMARY KEY (`number`);
