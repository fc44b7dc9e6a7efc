CREATE SCHEMA one;
CREATE TABLE one.t (id serial PRIMARY KEY, next_id int DEFAULT 5);
CREATE SEQUENCE one.s OWNED BY one.t.next_id;
CREATE TABLE one.user_of_s (id int DEFAULT nextval('one.s'));
