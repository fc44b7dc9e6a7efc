-- a comment; with a semicolon
insert into note values ('it''s; fine', E'a\';b', e'a' -- goes on; here
  '\';c', 'plain\', U&'d\0061t;a', B'01', X'1F', N'x;y');
select "odd;name", U&"d;x" from "a;b" where x = $1 and y = $2;
create table "Shop".Order_Line ("a""b;" int);
create table U&"d\0061ta" (a int);
