CREATE TABLE orders (id int PRIMARY KEY, note varchar(40), placed datetime);
