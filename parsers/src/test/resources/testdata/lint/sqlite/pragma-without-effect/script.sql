PRAGMA foreign_keys = OFF;
BEGIN;
PRAGMA foreign_keys = ON;
PRAGMA user_version = 3;
COMMIT;
PRAGMA foreign_keys(1);
