ALTER TABLE orders MODIFY v int NOT NULL;
ALTER TABLE customers MODIFY name varchar(20) NOT NULL;
ALTER TABLE orders MODIFY customer bigint;
UPDATE customers SET name = '' WHERE name IS NULL;
ALTER TABLE customers FORCE;
