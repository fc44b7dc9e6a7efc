COPY t FROM stdin;
1
2
\.
select 1;
