DROP TABLE orders, shop.lines CASCADE;
CREATE TABLE fresh (id int);
DROP TABLE fresh;
