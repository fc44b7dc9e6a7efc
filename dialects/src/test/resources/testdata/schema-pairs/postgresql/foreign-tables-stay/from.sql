CREATE FOREIGN DATA WRAPPER elsewhere OPTIONS (debug 'true');
CREATE SERVER place FOREIGN DATA WRAPPER elsewhere OPTIONS (host 'h', port '1', "Odd" 'x');
CREATE TYPE s AS ENUM ('a', 'b');
CREATE FOREIGN TABLE remote (
  id int OPTIONS (column_name 'A', key 'true') NOT NULL, name text OPTIONS (column_name 'N'), kind s)
  SERVER place OPTIONS (t 'x', u 'y');
CREATE USER MAPPING FOR PUBLIC SERVER place OPTIONS (user 'me');
