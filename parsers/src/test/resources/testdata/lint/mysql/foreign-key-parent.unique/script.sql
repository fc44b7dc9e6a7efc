CREATE TABLE whole (a int, b int, FOREIGN KEY (a, b) REFERENCES parents (a, b));
CREATE TABLE turned (a int, b int, FOREIGN KEY (b, a) REFERENCES parents (b, a));
CREATE TABLE half (a int, FOREIGN KEY (a) REFERENCES parents (a));
CREATE TABLE plain (c int, FOREIGN KEY (c) REFERENCES parents (c));
CREATE TABLE usual (id int, FOREIGN KEY (id) REFERENCES parents (id));
