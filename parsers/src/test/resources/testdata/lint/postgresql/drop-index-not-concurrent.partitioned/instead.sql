-- in the place of statement 1
DROP INDEX CONCURRENTLY customers_id;
