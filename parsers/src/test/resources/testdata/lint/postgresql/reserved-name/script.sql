CREATE TABLE "user" (id int, "order" int, name text);
CREATE TABLE users (id int);
