CREATE TABLE p (ID int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, A int, B bigint NOT NULL DEFAULT 4, g int AS (A + 1), KEY A (A), KEY ab (A, B),
  CONSTRAINT ck CHECK (A > 0), CONSTRAINT fk FOREIGN KEY (A) REFERENCES p (ID));
CREATE TABLE places (z int, X bigint, y int NOT NULL) PARTITION BY HASH (X);
CREATE TABLE indexes (id int PRIMARY KEY, a int, b int, KEY same (a), UNIQUE KEY other (b));
