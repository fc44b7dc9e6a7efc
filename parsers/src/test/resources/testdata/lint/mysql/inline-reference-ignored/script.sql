CREATE TABLE bills (id int PRIMARY KEY, customer int REFERENCES customers (id));
ALTER TABLE orders ADD COLUMN a int REFERENCES customers (id);
