CREATE TABLE items (id int PRIMARY KEY, sku varchar(20), price numeric(10, 2), legacy text);
