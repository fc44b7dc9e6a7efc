-- each of these is needed
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
ALTER TABLE orders DROP CONSTRAINT orders_code_key;
DROP FUNCTION touch();
DROP SEQUENCE items_id_seq;
ALTER TABLE orders ALTER COLUMN total TYPE bigint;
ALTER TABLE orders ALTER COLUMN state TYPE varchar(20);
ALTER TABLE orders ALTER COLUMN tag TYPE varchar(20);
ALTER TABLE orders DROP COLUMN total;
ALTER TABLE orders DROP COLUMN code;
ALTER TABLE items ALTER COLUMN code TYPE varchar(20);
ALTER TABLE items DROP COLUMN id;
DROP TABLE orders;
ALTER TABLE items DROP COLUMN order_id;
DROP VIEW totals;
