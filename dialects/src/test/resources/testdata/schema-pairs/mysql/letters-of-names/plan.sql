ALTER TABLE `c` DROP FOREIGN KEY `fk`;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
ALTER TABLE `c`
  DROP CONSTRAINT `ck`,
  DROP INDEX `a`,
  DROP INDEX `ab`,
  DROP COLUMN `g`,
  CHANGE COLUMN `a` `A` int,
  CHANGE COLUMN `b` `B` bigint NOT NULL DEFAULT '4',
  ADD COLUMN `g` int GENERATED ALWAYS AS ((`A` + 1)) VIRTUAL,
  FORCE,
  ADD INDEX `A` (`A`),
  ADD INDEX `ab` (`A`, `B`),
  ADD CONSTRAINT `ck` CHECK ((`A` > 0));
SET sql_mode = @lockstep_sql_mode;
ALTER TABLE `indexes`
  DROP INDEX `Other`,
  DROP INDEX `SAME`,
  FORCE,
  ADD UNIQUE INDEX `other` (`b`),
  ADD INDEX `same` (`a`);
ALTER TABLE `p`
  DROP PRIMARY KEY,
  CHANGE COLUMN `id` `ID` int NOT NULL,
  ADD PRIMARY KEY (`ID`);
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
ALTER TABLE `places`
  MODIFY COLUMN `z` int FIRST,
  CHANGE COLUMN `x` `X` bigint,
  CHANGE COLUMN `Y` `y` int NOT NULL
  PARTITION BY HASH (`X`);
SET sql_mode = @lockstep_sql_mode;
ALTER TABLE `c` ADD CONSTRAINT `fk` FOREIGN KEY (`A`) REFERENCES `p` (`ID`);
