CREATE TABLE p (id int PRIMARY KEY, code varchar(20) CHARACTER SET utf8mb4, UNIQUE KEY (code));
CREATE TABLE other (id int PRIMARY KEY);
CREATE TABLE replaced (id int PRIMARY KEY, a int, b int, code varchar(20) CHARACTER SET utf8mb4, KEY a (a), KEY fk_b (b),
  CONSTRAINT fk_a FOREIGN KEY (a) REFERENCES other (id), CONSTRAINT fk_b2 FOREIGN KEY (b) REFERENCES p (id), FOREIGN KEY (code) REFERENCES p (code));
CREATE TABLE outdone (id int PRIMARY KEY, a int, b int, x int, KEY a (a), KEY outdone_b (b), KEY ax (a, x), UNIQUE KEY bx (b, x),
  CONSTRAINT outdone_ibfk_1 FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT outdone_b FOREIGN KEY (b) REFERENCES p (id));
