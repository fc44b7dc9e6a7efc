ALTER TABLE orders DROP COLUMN note, ADD COLUMN paid int;
