source other.sql
\. other.sql
use shop;
select 1\G
select 2 \g
tee log.txt
update t
set status = 1;
system ls; rm
status
