create alias f as $$ String f() { return ";"; } $$;
// line; comment
/* a /* nested; */ b */ create table if not exists public.t (a int); -- end
insert into t values ('it''s;', "odd;name");
set @x = 1; call f();
create memory temporary table m (a int);
merge into t key (a) values (1);
create schema "Mixed";
create index i on "Mixed".t (a);
select 1 / 2;
