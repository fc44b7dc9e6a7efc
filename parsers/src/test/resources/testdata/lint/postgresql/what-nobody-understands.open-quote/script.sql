DO $$
BEGIN
  UPDATE t SET a = 'open WHERE id = 1;
  DROP TABLE x;
END
$$;
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE "select 1;
END $$;
CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  NULL; /* open 
END $$;CREATE FUNCTION h() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE $x$select 1;
END $$;
