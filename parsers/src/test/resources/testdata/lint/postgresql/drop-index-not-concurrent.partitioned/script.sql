DROP INDEX customers_id;
DROP INDEX orders_id;
