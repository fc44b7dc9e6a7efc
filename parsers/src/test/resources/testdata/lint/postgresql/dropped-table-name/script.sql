DROP TABLE orders, orders_del;
