SET FOREIGN_KEY_CHECKS = 0;
CREATE TABLE fresh (id int PRIMARY KEY);
INSERT INTO fresh VALUES (1);
INSERT INTO orders (id) VALUES (1);
SET foreign_key_checks = 1;
