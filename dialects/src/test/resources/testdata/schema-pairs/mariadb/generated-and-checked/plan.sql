-- loses the values of column g.becomes
-- loses the values of column g.gone
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
ALTER TABLE `g`
  DROP CONSTRAINT `both_of`,
  DROP CONSTRAINT `of_gone`,
  DROP INDEX `by_s`,
  DROP INDEX `by_v`,
  DROP COLUMN `becomes`,
  DROP COLUMN `s`,
  DROP COLUMN `uses_gone`,
  DROP COLUMN `gone`,
  DROP COLUMN `v`,
  MODIFY COLUMN `a` bigint(20) NOT NULL,
  ADD COLUMN `v` bigint(20) GENERATED ALWAYS AS (`a` + 2) VIRTUAL AFTER `b`,
  ADD COLUMN `s` bigint(20) GENERATED ALWAYS AS (`a` * 3) VIRTUAL AFTER `v`,
  MODIFY COLUMN `settles` int(11),
  ADD COLUMN `becomes` int(11) GENERATED ALWAYS AS (`b` - 1) STORED AFTER `settles`,
  MODIFY COLUMN `j` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (json_valid(`j`)),
  MODIFY COLUMN `k` int(11),
  MODIFY COLUMN `l` int(11) CHECK (`l` <> 3),
  ADD INDEX `by_s` (`s`, `b`),
  ADD INDEX `by_v` (`v`),
  ADD CONSTRAINT `both_of` CHECK (`a` >= `b`);
SET sql_mode = @lockstep_sql_mode;
