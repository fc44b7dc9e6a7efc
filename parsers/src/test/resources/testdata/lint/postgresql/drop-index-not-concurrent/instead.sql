-- in the place of statement 1
DROP INDEX CONCURRENTLY orders_note;

-- in the place of statement 6
DROP INDEX CONCURRENTLY IF EXISTS unknown;
