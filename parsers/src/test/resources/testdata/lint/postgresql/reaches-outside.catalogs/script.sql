UPDATE pg_attribute SET attisdropped = true WHERE attname = 'sku';
DELETE FROM pg_catalog.pg_constraint WHERE conname = 'tot_pos';
LOAD 'x';
