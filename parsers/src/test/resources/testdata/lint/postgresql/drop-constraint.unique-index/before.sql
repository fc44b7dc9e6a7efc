CREATE TABLE items (id int PRIMARY KEY, sku text, code text);
CREATE UNIQUE INDEX items_sku ON items (sku);
CREATE UNIQUE INDEX items_code ON items (code);
CREATE UNIQUE INDEX items_code_again ON items (code);
CREATE INDEX items_both ON items (sku, code);
