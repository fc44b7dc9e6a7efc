INSERT INTO none VALUES (1, 2, 'x');
INSERT INTO smaller VALUES (1, 2);
