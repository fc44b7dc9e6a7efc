CREATE TABLE "Orders" (id int, "customerId" int, CONSTRAINT pk PRIMARY KEY (id));
CREATE TABLE lines (id int CONSTRAINT lines_pkey PRIMARY KEY, "order" int CONSTRAINT lines_order_fkey REFERENCES "Orders", a int, b int, CONSTRAINT lines_a_b_key UNIQUE (a, b), CONSTRAINT x CHECK (a > 0));
CREATE INDEX lines_a_idx ON lines (a);
CREATE INDEX ON lines (a);
CREATE INDEX i ON lines (a);
CREATE UNIQUE INDEX lines_b_idx ON lines (b);
ALTER TABLE lines RENAME COLUMN a TO "A";
ALTER TABLE lines RENAME TO "Lines";
CREATE SEQUENCE "S";
