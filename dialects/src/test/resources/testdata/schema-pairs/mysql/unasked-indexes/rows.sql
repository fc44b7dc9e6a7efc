INSERT INTO p VALUES (1, 'é');
INSERT INTO other VALUES (1);
INSERT INTO replaced VALUES (1, 1, 1, 'é');
INSERT INTO outdone VALUES (1, 1, 1, 1);
