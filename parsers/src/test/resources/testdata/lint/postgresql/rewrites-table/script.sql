VACUUM FULL orders;
VACUUM orders;
CLUSTER orders USING i;
ALTER TABLE orders SET UNLOGGED;
ALTER TABLE orders SET ACCESS METHOD other;
ALTER TABLE orders SET (fillfactor = 70);
