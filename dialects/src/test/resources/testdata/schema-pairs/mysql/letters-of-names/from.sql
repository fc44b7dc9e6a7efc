CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, a int, b int DEFAULT 4, g int AS (a + 1), KEY a (a), KEY ab (a, b),
  CONSTRAINT ck CHECK (a > 0), CONSTRAINT fk FOREIGN KEY (a) REFERENCES p (id));
CREATE TABLE places (x int, Y int, z int) PARTITION BY HASH (x);
CREATE TABLE indexes (id int PRIMARY KEY, a int, b int, KEY SAME (a), UNIQUE KEY Other (a, b));
