.read other.sql
pragma foreign_keys = off;
pragma main.journal_mode = wal;
pragma user_version = 3;
vacuum into 'x';
attach 'a.db' as a;
detach a;
begin immediate;
savepoint a;
release a;
create temp table t (a);
create virtual table f using fts5(a);
create unique index if not exists main.i on t (a);
drop index if exists i;
alter table t add column a int;
alter table t rename to u;
reindex;
