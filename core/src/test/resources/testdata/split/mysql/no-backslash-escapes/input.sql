set sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES';
insert into t values ('C:\'); select 1;
set @@session.sql_mode = '';
insert into t values ('it\'s;');
update t set sql_mode = 'NO_BACKSLASH_ESCAPES';
select 'a\';';
