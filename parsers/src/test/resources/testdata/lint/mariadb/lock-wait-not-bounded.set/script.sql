SET lock_wait_timeout = 5;
ALTER TABLE orders ADD COLUMN a int;
