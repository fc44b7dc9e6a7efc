WITH new AS (INSERT INTO becomes_identity (b) VALUES (3) RETURNING id)
  SELECT new.id - (SELECT max(id) FROM becomes_identity) FROM new;
WITH new AS (INSERT INTO becomes_serial (b) VALUES (3) RETURNING id)
  SELECT new.id - (SELECT max(id) FROM becomes_serial) FROM new;
