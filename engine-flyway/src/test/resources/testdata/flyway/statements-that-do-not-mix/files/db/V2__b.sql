create index concurrently b_id on a (id);
