ALTER TABLE orders ADD COLUMN a int NOT NULL DEFAULT 0, ADD COLUMN b text DEFAULT CAST('x' AS text);
ALTER TABLE orders ADD COLUMN c timestamptz DEFAULT clock_timestamp();
