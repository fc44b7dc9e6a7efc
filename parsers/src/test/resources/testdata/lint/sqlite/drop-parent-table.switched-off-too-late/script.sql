BEGIN;
PRAGMA foreign_keys = OFF;
DROP TABLE Customer;
COMMIT;
