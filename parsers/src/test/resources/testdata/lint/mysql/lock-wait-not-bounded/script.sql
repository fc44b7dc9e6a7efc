UPDATE orders SET v = 1 WHERE id = 1;
ALTER TABLE orders ADD COLUMN a int;
ALTER TABLE orders ADD COLUMN b int;
