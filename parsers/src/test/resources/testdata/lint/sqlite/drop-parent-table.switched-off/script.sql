PRAGMA foreign_keys = OFF;
BEGIN;
DROP TABLE customer;
COMMIT;
