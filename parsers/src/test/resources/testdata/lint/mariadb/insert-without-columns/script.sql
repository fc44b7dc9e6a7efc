INSERT INTO orders VALUES (1, 2);
INSERT INTO orders (id) VALUES (1);
REPLACE INTO orders SELECT * FROM customers;
