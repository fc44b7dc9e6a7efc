ALTER TABLE orders DROP INDEX by_customer;
DROP INDEX by_v ON orders;
ALTER TABLE orders DROP INDEX old, ADD INDEX newer (v, customer);
CREATE TABLE fresh (id int PRIMARY KEY, a int, KEY by_a (a));
ALTER TABLE fresh DROP INDEX by_a;
