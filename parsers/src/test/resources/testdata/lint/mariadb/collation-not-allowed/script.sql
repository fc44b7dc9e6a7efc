CREATE TABLE a (id int PRIMARY KEY, b varchar(10) COLLATE utf8mb4_bin) COLLATE=utf8mb4_unicode_ci;
CREATE TABLE b (id int PRIMARY KEY);
