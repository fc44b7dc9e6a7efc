CREATE TABLE jobs (id bigint PRIMARY KEY, name text, place text);
CREATE UNIQUE INDEX jobs_name ON jobs (name, place);
ALTER TABLE jobs ADD CONSTRAINT jobs_name_key UNIQUE USING INDEX jobs_name;
ALTER TABLE elsewhere ADD CONSTRAINT elsewhere_key UNIQUE USING INDEX elsewhere_index;
