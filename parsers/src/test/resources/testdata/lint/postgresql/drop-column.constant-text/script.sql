DO $$
DECLARE n text := 'e';
BEGIN
  EXECUTE 'ALTER TABLE orders ' || 'DROP COLUMN a';
  EXECUTE format('ALTER TABLE %I DROP COLUMN b', 'orders');
  EXECUTE format('ALTER TABLE %s DROP COLUMN %I', 'orders', 'C c');
  EXECUTE ('ALTER TABLE ' || quote_ident('orders') || ' DROP COLUMN d');
  EXECUTE 'ALTER TABLE orders DROP COLUMN ' || n;
  EXECUTE format('ALTER TABLE orders DROP COLUMN %I', n);
  EXECUTE format('COMMENT ON TABLE orders IS %L', 'it''s 100%');
END
$$;
