CREATE TABLE users (id int PRIMARY KEY, email varchar(100) NOT NULL, name varchar(60), UNIQUE KEY email_u (email)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE other (id int PRIMARY KEY, t varchar(10), KEY (t)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
