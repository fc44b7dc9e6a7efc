DO $$ BEGIN
  -- lockstep:ignore-file drop-table: abcdef
  PERFORM 1;
END $$;
DROP TABLE items;
