-- in the place of statement 2
create unique index CONCURRENTLY orders_id on orders (id);

-- in the place of statement 6
CREATE INDEX CONCURRENTLY on_unknown ON elsewhere.unknown (a);
