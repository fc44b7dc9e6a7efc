-- A column that only the heir keeps.
CREATE TABLE base (a int, b text);
CREATE TABLE keeper (c int) INHERITS (base);
INSERT INTO keeper VALUES (1, 'kept', 2);

-- A table with columns of its own that becomes an heir.
CREATE TABLE joiner (id int NOT NULL, name text);
INSERT INTO joiner VALUES (1, 'j');
CREATE TABLE thing (id int NOT NULL, name text DEFAULT 'n');
