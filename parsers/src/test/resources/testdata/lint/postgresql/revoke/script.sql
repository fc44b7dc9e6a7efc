REVOKE SELECT ON orders FROM reader, writer;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT SELECT ON orders TO reader;
