ALTER TABLE items DROP CONSTRAINT items_order_id_fkey;
ALTER TABLE items ALTER COLUMN o2 TYPE bigint;
