CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE tickets (id int PRIMARY KEY);
