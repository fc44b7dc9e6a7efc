INSERT INTO gets_history VALUES (1, 1);
INSERT INTO loses_history VALUES (1, 1);
INSERT INTO has_history VALUES (1, 1, 1);
INSERT INTO gets_open_history VALUES (1);
INSERT INTO open_history (id) VALUES (1);
INSERT INTO gets_period VALUES (1, '2020-01-01', '2020-02-01');
INSERT INTO period_changes VALUES (1, '2020-01-01', '2020-02-01');
