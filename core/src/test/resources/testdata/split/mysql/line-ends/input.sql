select 1;delimiter //select 2//
select
3//