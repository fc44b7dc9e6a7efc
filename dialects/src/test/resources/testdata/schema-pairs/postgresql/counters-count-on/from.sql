CREATE TABLE becomes_identity (id serial PRIMARY KEY, b int);
CREATE TABLE becomes_serial (id int GENERATED ALWAYS AS IDENTITY (START WITH 10) PRIMARY KEY, b int);
INSERT INTO becomes_identity (b) VALUES (1), (2);
INSERT INTO becomes_serial (b) VALUES (1), (2);
