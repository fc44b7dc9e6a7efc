-- gone with DISCARD
CREATE TEMP TABLE jobs (id int);
DISCARD TEMP;
DROP TABLE jobs;
-- gone with its transaction
BEGIN;
CREATE TEMP TABLE users (id int) ON COMMIT DROP;
COMMIT;
DROP TABLE users;
-- never there
DO $$ BEGIN IF false THEN CREATE TEMP TABLE items (id int); END IF; END $$;
DROP TABLE items;
-- not found first
CREATE TEMP TABLE notes (id int);
SELECT set_config('search_path', 'public, pg_temp', true);
DROP TABLE notes;
CREATE TEMP TABLE marks (id int);
SET LOCAL search_path = public, pg_temp;
DROP TABLE marks;
SET LOCAL search_path = public;
-- one of its own
CREATE TEMP TABLE keys (id int);
DROP TABLE keys;
