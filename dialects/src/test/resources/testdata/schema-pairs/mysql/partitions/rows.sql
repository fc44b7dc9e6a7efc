INSERT INTO grows VALUES (1, 1), (15, 2);
INSERT INTO becomes VALUES (1, '2020-01-01'), (2, '2030-01-01');
INSERT INTO ceases VALUES (1, '2019-01-01'), (2, '2030-01-01');
INSERT INTO counts VALUES (1), (2), (3);
INSERT INTO lists VALUES (0), (1);
INSERT INTO lists_texts VALUES ('x'), ('z');
INSERT INTO loses_its_column VALUES (1, 2);
