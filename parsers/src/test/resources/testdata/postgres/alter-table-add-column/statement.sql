ALTER TABLE person ADD COLUMN job_title varchar(20) NOT NULL DEFAULT 'x';
