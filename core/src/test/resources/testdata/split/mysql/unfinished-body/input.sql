select 1;
create procedure p() begin select 2;
select 3;
