CREATE TABLE `groups` (id int PRIMARY KEY, `rank` int, name varchar(10));
ALTER TABLE orders RENAME TO `system`;
ALTER TABLE customers ADD COLUMN `row` int;
