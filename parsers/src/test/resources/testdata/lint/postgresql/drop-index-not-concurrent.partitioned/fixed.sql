DROP INDEX CONCURRENTLY customers_id;
DROP INDEX orders_id;
