CREATE TABLE users (id int PRIMARY KEY, email varchar(99), UNIQUE KEY email_u (email));
