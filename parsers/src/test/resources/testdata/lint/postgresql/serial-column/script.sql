CREATE TABLE t (id bigserial PRIMARY KEY, a serial4, b bigint GENERATED ALWAYS AS IDENTITY);
ALTER TABLE t ADD COLUMN c smallserial;
