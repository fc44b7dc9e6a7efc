ALTER TABLE `child` DROP FOREIGN KEY `child_code`;
ALTER TABLE `child` DROP FOREIGN KEY `child_parent`;
ALTER TABLE `child` DROP FOREIGN KEY `child_up`;
ALTER TABLE `goes` DROP FOREIGN KEY `circle`;
ALTER TABLE `goes` DROP FOREIGN KEY `goes_child`;
ALTER TABLE `goes_too` DROP FOREIGN KEY `goes_goes`;
ALTER TABLE `other` DROP FOREIGN KEY `other_parent`;
ALTER TABLE `parent` DROP FOREIGN KEY `parent_other`;
-- loses the rows of table goes
DROP TABLE `goes`;
-- loses the rows of table goes_too
DROP TABLE `goes_too`;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
ALTER TABLE `child`
  DROP INDEX `serves`,
  MODIFY COLUMN `parent_id` bigint NOT NULL,
  MODIFY COLUMN `code` varchar(10) CHARACTER SET ascii COLLATE ascii_general_ci,
  ADD INDEX `serves` (`parent_id`, `up`),
  RENAME INDEX `up` TO `up`;
SET sql_mode = @lockstep_sql_mode;
SET @lockstep_sql_mode = @@sql_mode, sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
ALTER TABLE `parent`
  DROP INDEX `code`,
  MODIFY COLUMN `id` bigint NOT NULL,
  MODIFY COLUMN `code` varchar(10) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  MODIFY COLUMN `other_id` bigint,
  ADD UNIQUE INDEX `code2` (`code`);
SET sql_mode = @lockstep_sql_mode;
ALTER TABLE `other`
  MODIFY COLUMN `id` bigint NOT NULL,
  MODIFY COLUMN `parent_id` bigint NOT NULL;
ALTER TABLE `child` ADD CONSTRAINT `child_code` FOREIGN KEY (`code`) REFERENCES `parent` (`code`) ON DELETE SET NULL;
ALTER TABLE `child` ADD CONSTRAINT `child_parent` FOREIGN KEY (`parent_id`) REFERENCES `parent` (`id`) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE `child` ADD CONSTRAINT `renamed_up` FOREIGN KEY (`up`) REFERENCES `child` (`id`);
ALTER TABLE `other` ADD CONSTRAINT `other_parent` FOREIGN KEY (`parent_id`) REFERENCES `parent` (`id`);
ALTER TABLE `parent` ADD CONSTRAINT `parent_other` FOREIGN KEY (`other_id`) REFERENCES `other` (`id`);
