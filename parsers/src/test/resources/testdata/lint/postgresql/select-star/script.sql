CREATE VIEW v AS SELECT * FROM orders;
SELECT count(*) FROM orders;
INSERT INTO a SELECT o.* FROM orders o;
