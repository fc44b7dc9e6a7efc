CREATE TABLE c (id int, a int);
COMMENT ON COLUMN c.id IS 'a column';
