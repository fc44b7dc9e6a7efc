INSERT INTO split_last VALUES (1), (11), (25), (99);
INSERT INTO merged VALUES (1), (11), (25), (39);
INSERT INTO moved VALUES (1, 1), (11, 2), (30, 0);
INSERT INTO shrunk VALUES (1), (11);
INSERT INTO `com``mented` VALUES (1), (11), (19);
INSERT INTO changed_too VALUES (1, 1), (7, 7), (70, 70);
INSERT INTO keys_of_old VALUES (1, 1), (2, 2); INSERT INTO renamed VALUES (1); INSERT INTO lst VALUES (1), (2);
