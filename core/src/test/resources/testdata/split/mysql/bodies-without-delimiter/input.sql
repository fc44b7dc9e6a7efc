create procedure p(in a int, out b int)
  comment 'x' sql security invoker
begin
  declare continue handler for not found begin set b = 1; end;
  declare exit handler for sqlexception, 1062 rollback;
  if (a) then select if(1, 2, 3); elseif b then begin end; else select case when 1 then 2 else 3 end; end if;
  case a when 1 then set b = 1; else begin end; end case;
  outer_loop: while a do set a = repeat('x', 1); leave outer_loop; end while outer_loop;
  repeat set a = 1; until case a when 1 then 1 end end repeat;
  l: loop leave l; end loop;
  select t.begin, t.end from t;
end;
create definer = `a`@`b` trigger if not exists t before insert on x for each row follows u
  if new.a then set new.b = if(new.a, 1, 2); end if;
create trigger t2 after update on x for each row set @a = if(new.a, 1, 2);
create trigger t3 after delete on x for each row begin delete from y; delete from z; end;
create event e on schedule every 1 day do begin select 1; select 2; end;
create event e2 on schedule every 1 day do delete from t;
create function f(a int) returns varchar(20) character set utf8 deterministic reads sql data
begin
  return case a when 1 then 'x' end;
end;
create or replace function g() returns int return if(1, 2, 3);
create function u returns string soname 'u.so';
begin not atomic declare x int; set x = 1; end;
if 1 then select 1; select 2; end if;
begin;
commit;
create procedure q() select 1;
select 'after';
create procedure r() alter table t add column if not exists a int;
select 'behind';
