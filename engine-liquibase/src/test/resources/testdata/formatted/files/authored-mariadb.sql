--liquibase formatted sql
--changeset eve:1
CREATE TABLE t (id int PRIMARY KEY);
--rollback DROP TABLE t;

--changeset eve:2 splitStatements:false
ALTER TABLE t ADD q varchar(9) DEFAULT 'a;b';
-- of the first hour; as it was
--rollback ALTER TABLE t DROP q; -- again

--changeset eve:3 rollbackEndDelimiter:/ endDelimiter:/ stripComments:false
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'IGNORE_SPACE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION'
/
CREATE PROCEDURE `p`()
BEGIN SELECT ';'; END
/
SET sql_mode = @lockstep_sql_mode
/
--rollback DROP PROCEDURE `p`
--rollback /

--changeset eve:4 rollbackEndDelimiter:/ endDelimiter:/ stripComments:false
ALTER TABLE `t`
  ADD COLUMN `k1` varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci DEFAULT 'a;b',
  ADD COLUMN `k2` int(11)
/
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'IGNORE_SPACE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION'
/
CREATE TRIGGER `tr` BEFORE INSERT ON `t` FOR EACH ROW
BEGIN SET NEW.k2 = 1; SET NEW.k1 = ';'; END
/
SET sql_mode = @lockstep_sql_mode
/
--rollback DROP TRIGGER `tr`
--rollback /
--rollback ALTER TABLE `t`
--rollback  DROP COLUMN `k1`,
--rollback  DROP COLUMN `k2`
--rollback /
