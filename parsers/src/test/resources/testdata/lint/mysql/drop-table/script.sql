DROP TABLE orders, customers;
CREATE TEMPORARY TABLE fresh (id int);
DROP TEMPORARY TABLE fresh;
