CREATE TABLE users (id int PRIMARY KEY, email text, name text);
CREATE VIEW active AS SELECT id, email, name FROM users;
CREATE MATERIALIZED VIEW m AS SELECT id, email AS mail FROM users;
CREATE VIEW same AS SELECT id FROM users;
