SET standard_conforming_strings = off;
insert into t values ('it\'s; fine');
set session standard_conforming_strings to 'on';
insert into t values ('C:\');
set standard_conforming_strings = 0;
select 'a\';';
set standard_conforming_strings to default;
select 'b\';
