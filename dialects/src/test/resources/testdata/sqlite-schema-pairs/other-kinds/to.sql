CREATE TABLE pairs (a TEXT, b INT, c TEXT, PRIMARY KEY (b, a));
CREATE VIRTUAL TABLE words USING fts5(title, body);
CREATE TABLE "odd "" name" ("a)b" TEXT DEFAULT '''', "select" INT UNIQUE);
CREATE TABLE seen (one INT);
