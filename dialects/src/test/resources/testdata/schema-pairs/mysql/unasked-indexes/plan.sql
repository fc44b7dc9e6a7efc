ALTER TABLE `replaced` DROP FOREIGN KEY `fk_b`;
ALTER TABLE `replaced` DROP FOREIGN KEY `replaced_ibfk_1`;
ALTER TABLE `replaced` DROP FOREIGN KEY `replaced_ibfk_2`;
ALTER TABLE `p` MODIFY COLUMN `code` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;
ALTER TABLE `replaced`
  MODIFY COLUMN `code` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci,
  RENAME INDEX `a` TO `a`,
  RENAME INDEX `code` TO `code`,
  RENAME INDEX `fk_b` TO `fk_b`;
ALTER TABLE `outdone`
  ADD INDEX `ax` (`a`, `x`),
  ADD UNIQUE INDEX `bx` (`b`, `x`),
  RENAME INDEX `a` TO `a`,
  RENAME INDEX `outdone_b` TO `outdone_b`;
ALTER TABLE `replaced` ADD CONSTRAINT `fk_a` FOREIGN KEY (`a`) REFERENCES `other` (`id`);
ALTER TABLE `replaced` ADD CONSTRAINT `fk_b2` FOREIGN KEY (`b`) REFERENCES `p` (`id`);
ALTER TABLE `replaced` ADD CONSTRAINT `replaced_ibfk_1` FOREIGN KEY (`code`) REFERENCES `p` (`code`);
