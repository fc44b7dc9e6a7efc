DO $$ DECLARE s text := 'DROP TABLE users'; BEGIN EXECUTE s; END $$;
DO $$ DECLARE s text := 'SELECT 1'; BEGIN SELECT 'DROP TABLE users' INTO s; EXECUTE s; END $$;
DO $$ DECLARE s text := 'SELECT 1'; BEGIN s := lower('DROP TABLE users'); EXECUTE s; END $$;
DO $$ BEGIN EXECUTE convert_from(decode('RFJPUCBUQUJMRSB1c2Vycw==', 'base64'), 'UTF8'); END $$;
DO $$ BEGIN EXECUTE 'DROP TABLE users'; END $$;
DO $$ DECLARE s text; t text DEFAULT 'SELECT 1'; BEGIN s := 'SELECT 1'; EXECUTE s; s := 'DROP TABLE ' || 'a'; EXECUTE S; EXECUTE t; END $$;
DO $$ DECLARE s text; BEGIN s := 'DROP TABLE b'; EXECUTE s; END $$;
DO $$ DECLARE s text := 'SELECT 1'; BEGIN s := 'DROP TABLE c'; EXECUTE s; END $$;
