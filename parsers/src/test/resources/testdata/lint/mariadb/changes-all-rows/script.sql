UPDATE orders SET v = 1;
DELETE FROM orders;
DELETE FROM orders WHERE v = 1;
CREATE TEMPORARY TABLE fresh (id int);
DELETE FROM fresh;
