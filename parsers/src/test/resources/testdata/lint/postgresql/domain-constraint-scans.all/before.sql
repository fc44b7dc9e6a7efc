CREATE DOMAIN amount AS int;
CREATE TABLE orders (id bigint PRIMARY KEY, total amount, other amount);
INSERT INTO orders VALUES (1, 1, 1);
