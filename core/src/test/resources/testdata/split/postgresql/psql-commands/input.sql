\set ON_ERROR_STOP on
\connect shop
create table a (id int);
  \i other.sql
select 1 \gset prefix_
select 2 \; select 3;
select 4
\g
\echo done; really
select 5