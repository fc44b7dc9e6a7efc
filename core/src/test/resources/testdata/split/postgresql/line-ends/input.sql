select 1;select 2;
select3
, 4;
select 5; select '😀', 6; select 7;