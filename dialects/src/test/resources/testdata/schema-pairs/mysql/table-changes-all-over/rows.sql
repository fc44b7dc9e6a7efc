INSERT INTO t (id, name, gone, price, moved, stays, last_one) VALUES (1, 'ä', 1, 1.25, 11, 'one', '2020-01-01'), (2, 'b', 2, 2.5, 22, 'two', NULL);
INSERT INTO counted (id, other) VALUES (5, 50), (6, 60);
INSERT INTO replaced VALUES (1, 2);
INSERT INTO plain VALUES (1, 1), (2, 2);
INSERT INTO untouched VALUES (1);
