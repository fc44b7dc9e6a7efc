TRUNCATE orders, lines CASCADE;
CREATE TABLE fresh (id int);
TRUNCATE fresh;
