CREATE FOREIGN DATA WRAPPER elsewhere OPTIONS (debug 'false');
CREATE SERVER place FOREIGN DATA WRAPPER elsewhere OPTIONS (host 'g', port '1', dbname 'it''s');
CREATE TYPE s AS ENUM ('b');
CREATE FOREIGN TABLE remote (
  id bigint OPTIONS (column_name 'B') NOT NULL, name text, kind s, more int OPTIONS (column_name 'M'))
  SERVER place OPTIONS (u 'z', v 'y');
CREATE USER MAPPING FOR PUBLIC SERVER place OPTIONS (user 'me');
