CREATE TABLE a (id int PRIMARY KEY, b float, c double precision, d decimal(10,2), e real);
