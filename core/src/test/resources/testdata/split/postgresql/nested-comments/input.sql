/* one /* two; */ still; */ select 1 /* in ; */ + /*/* x */*/ 2;
select 3 -- end; of line
;
/* nothing but a comment */ ;;
-- last
select 4 /**/