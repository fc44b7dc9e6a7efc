CREATE TABLE orders (id int PRIMARY KEY);
CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders (id), o2 int, CONSTRAINT f2 FOREIGN KEY (o2) REFERENCES orders (id));
