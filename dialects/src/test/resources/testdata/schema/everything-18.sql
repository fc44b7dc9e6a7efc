-- What only PostgreSQL 18 can hold.
CREATE SCHEMA app;
CREATE EXTENSION btree_gist WITH SCHEMA public;
CREATE TABLE app.modern (
  id int CONSTRAINT id_is_there NOT NULL,
  valid daterange NOT NULL,
  amount int,
  doubled int GENERATED ALWAYS AS (amount * 2) VIRTUAL,
  CONSTRAINT modern_key PRIMARY KEY (id, valid WITHOUT OVERLAPS),
  CONSTRAINT not_really CHECK (amount > 0) NOT ENFORCED
);
CREATE TABLE app.follows (
  id int,
  valid daterange,
  modern int,
  CONSTRAINT follows_modern FOREIGN KEY (modern, PERIOD valid) REFERENCES app.modern (id, PERIOD valid)
);
ALTER TABLE app.follows ADD CONSTRAINT later_there NOT NULL id NOT VALID;
COMMENT ON CONSTRAINT id_is_there ON app.modern IS 'it is';
CREATE TABLE app.alone (id int CONSTRAINT alone_there NOT NULL NO INHERIT, name text NOT NULL);
CREATE TABLE app.heir (CONSTRAINT heir_named NOT NULL name) INHERITS (app.alone);
ALTER TABLE app.heir ADD CONSTRAINT heir_there NOT NULL id NOT VALID;
COMMENT ON CONSTRAINT heir_there ON app.heir IS 'later';
