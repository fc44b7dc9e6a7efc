SET FOREIGN_KEY_CHECKS = 0, unique_checks = 0;
DROP TABLE IF EXISTS fresh;
CREATE TABLE fresh (id int PRIMARY KEY);
INSERT INTO fresh VALUES (1);
SET foreign_key_checks = 1;
