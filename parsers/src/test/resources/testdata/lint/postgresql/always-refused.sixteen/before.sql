CREATE TABLE kinds (id int PRIMARY KEY);
CREATE TABLE events (at int, kind int) PARTITION BY RANGE (at);
CREATE TABLE orders (id int PRIMARY KEY, kind int REFERENCES kinds);
