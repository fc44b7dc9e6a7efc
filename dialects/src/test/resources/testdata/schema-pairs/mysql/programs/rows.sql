INSERT INTO t (id, name, kept) VALUES (1, 'x', 7);
