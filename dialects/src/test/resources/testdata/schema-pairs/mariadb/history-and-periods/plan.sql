-- loses the history of table loses_history
SET STATEMENT system_versioning_alter_history = KEEP FOR ALTER TABLE `loses_history` DROP SYSTEM VERSIONING;
ALTER TABLE `gets_open_history`
  DROP PRIMARY KEY,
  ADD COLUMN `s` timestamp(6) GENERATED ALWAYS AS ROW START,
  ADD COLUMN `e` timestamp(6) GENERATED ALWAYS AS ROW END,
  ADD PRIMARY KEY (`id`, `e`),
  ADD PERIOD FOR SYSTEM_TIME (`s`, `e`),
  ADD SYSTEM VERSIONING;
ALTER TABLE `gets_period`
  DROP PRIMARY KEY,
  ADD PERIOD FOR `p` (`f`, `t`),
  ADD PRIMARY KEY (`room`, `p` WITHOUT OVERLAPS);
ALTER TABLE `period_changes`
  DROP INDEX `u`,
  DROP PERIOD FOR `p`,
  ADD PERIOD FOR `q` (`f`, `t`),
  ADD UNIQUE INDEX `u` (`room`, `q` WITHOUT OVERLAPS);
-- loses the values of column has_history.w
SET STATEMENT system_versioning_alter_history = KEEP FOR ALTER TABLE `has_history`
  DROP COLUMN `w`,
  ADD COLUMN `added` int(11) FIRST,
  MODIFY COLUMN `v` bigint(20),
  ADD COLUMN `x` int(11) WITHOUT SYSTEM VERSIONING,
  ADD INDEX `i` (`v`);
SET STATEMENT system_versioning_alter_history = KEEP FOR ALTER TABLE `open_history` ADD COLUMN `v` int(11) AFTER `id`;
ALTER TABLE `gets_history` ADD SYSTEM VERSIONING;
