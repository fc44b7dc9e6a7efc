CREATE TABLE g (
  a bigint NOT NULL, b int,
  v bigint AS (a + 2) VIRTUAL, s bigint AS (a * 3) VIRTUAL, settles int,
  becomes int AS (b - 1) STORED, j json, k int, l int CHECK (l <> 3),
  PRIMARY KEY (a), KEY by_v (v), KEY by_s (s, b), CONSTRAINT both_of CHECK (a >= b)
);
