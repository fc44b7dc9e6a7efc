ALTER SYSTEM SET fsync = off;
SET work_mem = '1GB';
