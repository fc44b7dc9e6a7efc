CREATE UNIQUE INDEX customer_note ON customer (note);
ALTER TABLE customer ALTER COLUMN note SET NOT NULL;
ALTER TABLE customer ADD CONSTRAINT long CHECK (length(name) > 3);
CREATE UNIQUE INDEX customer_again ON customer (email);
