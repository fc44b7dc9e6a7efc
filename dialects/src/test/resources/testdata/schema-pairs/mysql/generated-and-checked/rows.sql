INSERT INTO g (a, b, gone, becomes, j, k, l) VALUES (5, 1, 2, 3, '{"x": "?"}', 4, 5), (6, 2, 3, 4, '[]', 5, 6);
