CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id uuid PRIMARY KEY);
CREATE TABLE c (id text, n bigint, PRIMARY KEY (n, id));
ALTER TABLE orders ADD PRIMARY KEY (a);
