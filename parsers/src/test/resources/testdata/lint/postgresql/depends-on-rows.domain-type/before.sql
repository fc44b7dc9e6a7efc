CREATE DOMAIN amount AS int;
CREATE DOMAIN of_amount AS amount;
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN label AS varchar(20);
CREATE DOMAIN longer AS varchar(40);
CREATE DOMAIN price AS numeric(10, 2);
CREATE TABLE orders (
  id bigint PRIMARY KEY, a amount, b int, c positive, d int, e label, f label, g label, h of_amount, i varchar(20),
  j price, k price, l amount);
INSERT INTO orders VALUES (1, 1, 1, 1, 1, 'a', 'a', 'a', 1, 'a', 1, 1, 1);
