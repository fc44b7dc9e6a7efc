CREATE TABLE p (id int PRIMARY KEY, code varchar(20) CHARACTER SET latin1, UNIQUE KEY (code));
CREATE TABLE other (id int PRIMARY KEY);
CREATE TABLE replaced (id int PRIMARY KEY, a int, b int, code varchar(20) CHARACTER SET latin1,
  FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT fk_b FOREIGN KEY (b) REFERENCES p (id), FOREIGN KEY (code) REFERENCES p (code));
CREATE TABLE outdone (id int PRIMARY KEY, a int, b int, x int,
  FOREIGN KEY (a) REFERENCES p (id), CONSTRAINT outdone_b FOREIGN KEY (b) REFERENCES p (id));
