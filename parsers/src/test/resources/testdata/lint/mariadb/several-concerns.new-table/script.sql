CREATE TABLE fresh (id int PRIMARY KEY, a int);
CREATE INDEX by_a ON fresh (a);
INSERT INTO fresh (id) VALUES (1);
INSERT INTO orders (id) VALUES (1);
