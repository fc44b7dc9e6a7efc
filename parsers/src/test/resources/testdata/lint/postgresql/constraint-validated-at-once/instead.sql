-- in the place of statement 1
ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
ALTER TABLE "orders" VALIDATE CONSTRAINT "c";
