CREATE TABLE g (
  a int NOT NULL, b int, gone int,
  v int AS (a + 1) VIRTUAL, s int AS (a * 2) STORED, settles int AS (b + 1) STORED, uses_gone int AS (gone + 1) VIRTUAL,
  becomes int, j longtext, k int CHECK (k > 0), l int,
  PRIMARY KEY (a), KEY by_v (v), KEY by_s (s, b), CONSTRAINT both_of CHECK (a > b), CONSTRAINT of_gone CHECK (gone < 5)
);
