CREATE TABLE tickets (id int DEFAULT 1 NOT NULL, code text DEFAULT '' NOT NULL);
