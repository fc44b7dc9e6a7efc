SELECT dblink_exec('', 'DROP TABLE users');
SELECT 1 FROM pg_stat_activity WHERE pg_reload_conf();
DO $$ BEGIN PERFORM lo_import('/etc/passwd'); END $$;
SELECT now();
