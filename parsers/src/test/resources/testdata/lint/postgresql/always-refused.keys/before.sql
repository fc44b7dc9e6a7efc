CREATE TABLE users (id int PRIMARY KEY, mail text);
CREATE INDEX plain ON users (mail);
CREATE UNIQUE INDEX one ON users (mail);
