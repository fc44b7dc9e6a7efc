select 1;
select E'abc\';
