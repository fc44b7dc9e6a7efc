CREATE INDEX jobs_by_name ON jobs (name);
CREATE INDEX elsewhere_by_name ON elsewhere (name);
