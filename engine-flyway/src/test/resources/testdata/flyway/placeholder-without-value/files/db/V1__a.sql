-- first
select '${known}';
select '${unknown}', ${flyway:table};
