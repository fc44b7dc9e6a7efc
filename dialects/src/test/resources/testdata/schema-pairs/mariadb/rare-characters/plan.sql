SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
ALTER TABLE `em`
  DROP CONSTRAINT `ck`,
  DROP CONSTRAINT `ck2`,
  DROP COLUMN `g`,
  ADD COLUMN `g` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci GENERATED ALWAYS AS (concat(`a`,'??💩😀?')) VIRTUAL AFTER `a`,
  MODIFY COLUMN `d` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci DEFAULT concat(`a`,'😀????'),
  MODIFY COLUMN `c` varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci CHECK (`c` <> '?😀'),
  ADD CONSTRAINT `ck` CHECK (`a` <> '💩'),
  ADD CONSTRAINT `ck2` CHECK (`a` <> '😀');
SET sql_mode = @lockstep_sql_mode;
