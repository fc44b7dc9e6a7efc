UPDATE orders SET note = NULL;
DELETE FROM orders;
DELETE FROM orders WHERE id = 1;
DELETE FROM orders WHERE CURRENT OF c;
CREATE TABLE fresh (id int);
UPDATE fresh SET id = 1;
DO $$ BEGIN UPDATE orders SET id = 1; END $$;
