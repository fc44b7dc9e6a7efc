insert into `odd;name` values ('it''s\'; fine', "say \"x;\"", 'C:\\'); -- comment; here
select 5--1; select 6 # comment;
from `a``b;`;
select 7 --	tab; comment
, 8; --
select n'x;', _utf8'y;', x'00', 0x41, b'1', @`v;`, @@session.sql_mode, @a:=1;
/* plain; comment */ select 9 /* in ; */;
create table shop.`Order``Line` (a int);
