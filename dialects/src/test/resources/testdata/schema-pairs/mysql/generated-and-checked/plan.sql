-- loses the values of column g.becomes
-- loses the values of column g.gone
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
ALTER TABLE `g`
  DROP CONSTRAINT `both_of`,
  DROP CONSTRAINT `g_chk_1`,
  DROP CONSTRAINT `of_gone`,
  DROP INDEX `by_s`,
  DROP INDEX `by_v`,
  DROP COLUMN `becomes`,
  DROP COLUMN `s`,
  DROP COLUMN `uses_gone`,
  DROP COLUMN `gone`,
  DROP COLUMN `v`,
  MODIFY COLUMN `a` bigint NOT NULL,
  ADD COLUMN `v` bigint GENERATED ALWAYS AS ((`a` + 2)) VIRTUAL AFTER `b`,
  ADD COLUMN `s` bigint GENERATED ALWAYS AS ((`a` * 3)) VIRTUAL AFTER `v`,
  MODIFY COLUMN `settles` int,
  ADD COLUMN `becomes` int GENERATED ALWAYS AS ((`b` - 1)) STORED AFTER `settles`,
  MODIFY COLUMN `j` json,
  ADD INDEX `by_s` (`s`, `b`),
  ADD INDEX `by_v` (`v`),
  ADD CONSTRAINT `both_of` CHECK ((`a` >= `b`)),
  ADD CONSTRAINT `g_chk_1` CHECK ((`l` <> 3));
SET sql_mode = @lockstep_sql_mode;
