PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = 'CREATE TABLE a (b)' WHERE name = 'a';
PRAGMA writable_schema = OFF;
SELECT sql FROM sqlite_master;
