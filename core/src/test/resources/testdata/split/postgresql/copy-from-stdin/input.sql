COPY public.orders (id, note) FROM stdin;
1	it's; "fine"
2	$$ /* --
\N	\.x
\.
select 1;
copy empty from STDIN with (format csv); -- rows follow
\.

COPY t to stdout;
copy t from '/tmp/file;';
COPY (select 1 as from_stdin) TO stdout;
copy last from stdin;
a
b
