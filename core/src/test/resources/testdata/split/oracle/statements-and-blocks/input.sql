REM set up; the shop
set define off
whenever sqlerror exit failure
prompt creating; things
create table shop.orders (id number, note varchar2(10) default q'[it's; ok]');
create or replace editionable procedure p as
  x number := 1; -- ; comment
begin
  x := nq'{;'}' || q'!';!';
end;
/
begin
  null;
end;
/

declare
  a number;
begin
  a := 4
  / 2;
end;
/
create or replace type t as object (a number, member function f return number);
/
create or replace type body t as
  member function f return number is begin return 1; end;
end;
/
create or replace noneditionable package body k as begin null; end;
/
with function f return number is begin return 1; end;
select f from dual
/
select 1 from dual;
set role all;
set transaction read only;
alter session set current_schema = shop;
alter system flush shared_pool;
comment on table orders is 'x;';
insert into orders values (1, 'a');
commit;
@other.sql
exec p;
execute immediate_name;
create trigger tr before insert on orders for each row begin null; end;
/
<<lab>> begin null; end;
/
alter table orders add (x number);
create public synonym s for orders;
create unique index i on orders (id)
