CREATE TABLE orders (id int PRIMARY KEY, note varchar(20), price numeric(10, 2), tags varchar(3)[], address cidr, free varchar);
