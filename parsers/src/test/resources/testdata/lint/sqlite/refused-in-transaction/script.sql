VACUUM;
BEGIN;
PRAGMA synchronous = OFF;
VACUUM;
VACUUM INTO 'copy.db';
COMMIT;
PRAGMA synchronous = NORMAL;
