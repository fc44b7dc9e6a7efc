USE shop
create table t (a int);
  use `a;b` -- comment
select 1; use
c;
use d;select 2;