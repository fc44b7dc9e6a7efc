select 1;
/*!50003 create trigger t
