CREATE TABLE counted (id int, position bigint);
CREATE FUNCTION rows_so_far() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM counted; END;
ALTER TABLE counted ALTER COLUMN position SET DEFAULT rows_so_far();
