INSERT INTO c VALUES ('x', 1, 't', '2020-01-01', 1, 2);
