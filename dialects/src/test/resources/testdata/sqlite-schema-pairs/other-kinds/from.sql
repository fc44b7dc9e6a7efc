CREATE TABLE pairs (a TEXT, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID;
INSERT INTO pairs VALUES ('x', 1), ('y', 2);
CREATE VIRTUAL TABLE words USING fts5(title);
CREATE TABLE "odd "" name" ("a)b" TEXT, "select" INT);
INSERT INTO "odd "" name" VALUES ('v', 1);
CREATE TABLE gone (id INTEGER PRIMARY KEY);
CREATE VIEW seen AS SELECT 1 AS one;
