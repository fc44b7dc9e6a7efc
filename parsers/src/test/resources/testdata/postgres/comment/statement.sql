COMMENT ON COLUMN a.b.c IS 'it''s';
