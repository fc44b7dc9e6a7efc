DELIMITER $$
select 1$$
