create trigger if not exists t after insert on a begin
  update b set c = case when 1 then 2 end;
  select "x;", [y;], `z;`;
end;
create temp trigger t2 before delete on a begin select 1; end;
explain create trigger t3 before delete on a begin select 1; select 2; END ;
create table trigger_log (a, "end" int);
begin; insert into a values (1); commit; end;
