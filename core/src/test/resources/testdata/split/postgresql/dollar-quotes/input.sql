create function a() returns text language sql as $$ select ';'; $$;
do $body$ begin perform $q$ ; $body $q$; end $body$;
select foo$bar$baz, $1, $2;
create or replace function b(a int) returns int as $Tag_1$
begin
  return $1; -- $$ ; $$
end $Tag_1$ language plpgsql;
select $é$;$é$;
