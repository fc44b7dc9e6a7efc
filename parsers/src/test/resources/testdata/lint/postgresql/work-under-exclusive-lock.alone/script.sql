VACUUM customers;
ALTER TABLE orders ADD COLUMN b int;
UPDATE orders SET b = a;
BEGIN;
ALTER TABLE orders ADD COLUMN c int;
DELETE FROM orders;
COMMIT;
DELETE FROM orders;
