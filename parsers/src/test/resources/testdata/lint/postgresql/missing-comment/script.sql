CREATE TABLE a (id int);
CREATE TABLE b (id int);
COMMENT ON TABLE b IS 'a table';
CREATE TABLE c (id int);
COMMENT ON COLUMN c.id IS 'a column';
