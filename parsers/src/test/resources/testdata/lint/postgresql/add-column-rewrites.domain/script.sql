CREATE DOMAIN fresh AS int CHECK (VALUE > 0);
ALTER TABLE orders ADD COLUMN a amount, ADD COLUMN b app.plain, ADD COLUMN c fresh, ADD COLUMN d amount[];
