CREATE TYPE person AS (name text, age int, born date);
CREATE TABLE people OF person (age NOT NULL, born WITH OPTIONS DEFAULT '2000-01-01');
COMMENT ON COLUMN people.age IS 'in years';
ALTER TABLE people ALTER age SET STATISTICS 20;
CREATE TABLE comes OF person (name NOT NULL, age WITH OPTIONS CONSTRAINT aged NOT NULL NO INHERIT DEFAULT 2, PRIMARY KEY (name));
COMMENT ON CONSTRAINT aged ON comes IS 'known';
