INSERT INTO parent VALUES (1, 'a', NULL), (2, 'b', NULL);
INSERT INTO other VALUES (9, 1);
UPDATE parent SET other_id = 9 WHERE id = 2;
INSERT INTO child VALUES (1, 1, 'a', NULL), (2, 2, 'b', 1);
INSERT INTO goes VALUES (1, 1, NULL);
