-- none of these fails
ALTER TABLE children DROP INDEX again;
ALTER TABLE children DROP INDEX by_parent, ADD KEY other_one (parent, n);
ALTER TABLE parents DROP INDEX by_code, ADD UNIQUE KEY code_again (code);
ALTER TABLE parents DROP PRIMARY KEY, ADD PRIMARY KEY (id, n);
ALTER TABLE parents MODIFY id int COMMENT 'what others refer to';
ALTER TABLE children CHANGE parent up int;
ALTER TABLE trees DROP FOREIGN KEY four, MODIFY above bigint;
ALTER TABLE trees DROP INDEX by_above;
TRUNCATE TABLE children;
SET foreign_key_checks = 0;
TRUNCATE TABLE parents;
SET foreign_key_checks = 1;
ALTER TABLE children DROP PRIMARY KEY;
DROP TABLE children, parents;
