ALTER TABLE orders RENAME TO purchases;
RENAME TABLE customers TO people;
ALTER TABLE people RENAME COLUMN name TO label;
ALTER TABLE people CHANGE code number bigint, CHANGE id id bigint;
