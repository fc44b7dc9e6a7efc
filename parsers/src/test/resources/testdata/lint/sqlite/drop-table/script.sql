CREATE TABLE elsewhere (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO elsewhere SELECT id, name FROM customer;
DROP TABLE customer;
CREATE TEMP TABLE passing (a);
DROP TABLE passing;
DROP TABLE IF EXISTS Orders;
