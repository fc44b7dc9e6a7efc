ALTER TABLE orders DROP COLUMN customer, DROP INDEX by_customer;
