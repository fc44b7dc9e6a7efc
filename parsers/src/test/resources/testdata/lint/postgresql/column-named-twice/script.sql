UPDATE t SET a = 1, b = 2, a = 3;
UPDATE t SET a.x = 1, a.y = 2;
UPDATE t SET a = ROW(1, 2), a.x = 1;
INSERT INTO t (a, "A", b, a) VALUES (1, 2, 3, 4);
CREATE TABLE t2 (a int, b int, A text);
