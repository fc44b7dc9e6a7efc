SELECT a FROM orders ORDER BY random();
SELECT a FROM orders ORDER BY a;
