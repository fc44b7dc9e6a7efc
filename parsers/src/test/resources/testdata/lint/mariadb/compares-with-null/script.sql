UPDATE orders SET v = 1 WHERE v = NULL;
SELECT id FROM orders WHERE v <> NULL;
SELECT id FROM orders WHERE v <=> NULL;
