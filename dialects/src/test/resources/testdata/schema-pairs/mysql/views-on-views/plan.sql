-- loses the values of column t.b
ALTER TABLE `t`
  DROP COLUMN `b`,
  ADD COLUMN `c` bigint;
CREATE OR REPLACE VIEW `the_first` AS select `t`.`a` AS `a`,`t`.`c` AS `c` from `t`;
CREATE VIEW `between_them` AS select `the_first`.`a` AS `a`,`the_first`.`c` AS `c` from `the_first`;
CREATE OR REPLACE VIEW `a_second` AS select `between_them`.`a` AS `a` from `between_them`;
CREATE OR REPLACE VIEW `the_third` AS select `a_second`.`a` AS `a`,`the_first`.`c` AS `c` from (`a_second` join `the_first` on((`a_second`.`a` = `the_first`.`a`))) where exists(select 1 from `between_them` where (`between_them`.`c` = `the_first`.`c`)) WITH CASCADED CHECK OPTION;
