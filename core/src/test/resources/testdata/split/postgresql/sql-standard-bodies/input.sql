create or replace procedure p(begin int, "end" int)
begin atomic
  insert into t values (case when 1 = 1 then 2 else 3 end);
  select x.end from x;
end;
create function f() returns int return 1;
create function g() returns int begin atomic; select 1; select case 1 when 1 then case 2 when 2 then 3 end end; end;
begin; commit;
create table begin_atomic (a int); select 2;
