COPY tickets (title) FROM stdin;
-- lockstep:ignore-file drop-table: abcdef
a row with a ' quote
\.
-- lockstep:ignore drop-table: nobody has used it for a year
DROP TABLE old;
DROP TABLE items;
