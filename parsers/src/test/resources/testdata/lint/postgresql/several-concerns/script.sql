ALTER TABLE orders ADD COLUMN b int;
UPDATE orders SET b = a;
ALTER TABLE orders DROP COLUMN a;
