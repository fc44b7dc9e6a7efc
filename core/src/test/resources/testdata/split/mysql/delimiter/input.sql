DELIMITER $$
CREATE PROCEDURE p()
BEGIN
  SELECT ';', '$$' /* $$ */;
END$$
create function f() returns int return 1 $$

delimiter   //   and more
drop procedure p//
DELIMITER ;;
select 1;;
-- delimiter x
  DELIMITER ;
select delimiter from t;
DELIMITER
select 2;
