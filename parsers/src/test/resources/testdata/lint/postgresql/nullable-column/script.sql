CREATE TABLE a (id int, b int NOT NULL, c text, d int PRIMARY KEY, e serial);
CREATE TABLE b (id int, c text, PRIMARY KEY (id));
ALTER TABLE b ADD COLUMN d text;
