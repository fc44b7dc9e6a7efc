CREATE TABLE users (id int PRIMARY KEY, bio text);
