CREATE TABLE orders (id bigint PRIMARY KEY, total int);
CREATE TABLE gone (id bigint PRIMARY KEY);
