ALTER TABLE person ADD COLUMN job_title varchar(20) NOT NUL DEFAULT 'x';
