-- each of these fails
DROP INDEX by_parent ON children;
ALTER TABLE children DROP INDEX by_parent, ADD KEY other_one (n, parent);
ALTER TABLE parents DROP INDEX by_code;
ALTER TABLE parents DROP INDEX by_n;
ALTER TABLE parents DROP PRIMARY KEY;
ALTER TABLE trees DROP INDEX by_above;
ALTER TABLE parents MODIFY id bigint;
ALTER TABLE children MODIFY parent int unsigned;
ALTER TABLE children CHANGE parent up bigint;
ALTER TABLE children MODIFY parent int NOT NULL;
TRUNCATE TABLE parents;
ALTER TABLE children ENGINE=MyISAM;
ALTER TABLE parents PARTITION BY HASH (id);
ALTER TABLE children DROP COLUMN code;
ALTER TABLE parents DROP COLUMN n;
DROP TABLE parents;
