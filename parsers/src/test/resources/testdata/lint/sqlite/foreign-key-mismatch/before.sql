CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT, kind TEXT, size INT, UNIQUE (Kind, size));
CREATE TABLE keyless (code TEXT);
CREATE TABLE later (code TEXT);
CREATE UNIQUE INDEX parent_part ON parent (code) WHERE code IS NOT NULL;
