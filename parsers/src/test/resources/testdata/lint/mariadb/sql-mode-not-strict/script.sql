SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE';
SET @old = @@sql_mode;
SET sql_mode = '';
INSERT INTO orders (id) VALUES (0);
SET sql_mode = @old;
