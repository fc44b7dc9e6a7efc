DROP TABLE customer;
DROP TABLE orders;
