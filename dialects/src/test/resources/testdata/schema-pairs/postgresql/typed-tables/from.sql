CREATE TYPE person AS (name text, age int, born date);
CREATE TABLE people OF person (name NOT NULL, age WITH OPTIONS DEFAULT 1);
COMMENT ON COLUMN people.name IS 'in full';
ALTER TABLE people ALTER name SET STORAGE EXTERNAL;
CREATE TABLE goes OF person (name WITH OPTIONS CONSTRAINT named NOT NULL, age DEFAULT 2);
INSERT INTO people VALUES ('a', 1, '2000-01-01');
