-- One of everything that a SQLite database can hold, written in every way there is.
CREATE TABLE plain (a, b TEXT, c varchar ( 20 ) , "odd name" REAL, [in brackets] BLOB, `select` ANY);
CREATE TABLE keyed (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  code TEXT NOT NULL ON CONFLICT IGNORE UNIQUE ON CONFLICT REPLACE COLLATE NOCASE, -- a comment, with (
  amount NUMERIC(12,2) DEFAULT -1.5 CHECK (amount > -10 /* so little */),
  note TEXT DEFAULT 'it''s; (fine)' CONSTRAINT note_is_short CHECK (length(note) < 100),
  made_at TEXT DEFAULT CURRENT_TIMESTAMP,
  later INTEGER DEFAULT (1 + 2),
  twice INTEGER GENERATED ALWAYS AS (amount * 2) VIRTUAL,
  thrice AS (amount * 3) STORED,
  CONSTRAINT code_and_note UNIQUE (code, note COLLATE RTRIM),
  CHECK (later <> 7) CHECK (later <> 8)
);
CREATE TABLE counting (id INTEGER, "check" INT, "unique" TEXT, key, action DOUBLE PRECISION NOT NULL, PRIMARY KEY (id AUTOINCREMENT));
CREATE TABLE valued (
  a DEFAULT - 5, b INT DEFAULT 0x1F, c DEFAULT x'00ff', d DEFAULT "text", e DEFAULT TRUE, f DEFAULT +1.5e-3, g DEFAULT NULL NULL,
  h INT CONSTRAINT first CONSTRAINT second NOT NULL REFERENCES keyed NOT DEFERRABLE INITIALLY IMMEDIATE UNIQUE,
  "generated" AS (b + 1), always TEXT COLLATE "nocase" DEFAULT ('a' || ')'),
  CONSTRAINT without_comma UNIQUE (a, b) FOREIGN KEY (b) REFERENCES keyed (id) ON UPDATE CASCADE
);
CREATE TABLE descending (id INTEGER PRIMARY KEY DESC, x);
CREATE TABLE pair (a TEXT, b INT, c, PRIMARY KEY (a, b DESC)) WITHOUT ROWID;
CREATE TABLE strict (id INT PRIMARY KEY, t TEXT, b BLOB) STRICT, WITHOUT ROWID;
CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT UNIQUE, a TEXT, b INT, boss INTEGER REFERENCES parent (id));
CREATE TABLE child (
  id INTEGER PRIMARY KEY,
  parent_id INTEGER REFERENCES parent ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
  code TEXT CONSTRAINT to_code REFERENCES Parent (code) ON DELETE SET DEFAULT NOT DEFERRABLE,
  a TEXT,
  b INT,
  FOREIGN KEY (a, b) REFERENCES pair (a, b) MATCH FULL ON DELETE NO ACTION
);
CREATE TABLE hen (id INTEGER PRIMARY KEY, egg_id INTEGER REFERENCES egg);
CREATE TABLE egg (id INTEGER PRIMARY KEY, hen_id INTEGER REFERENCES hen);
CREATE TABLE copied AS SELECT id, note FROM keyed;
ALTER TABLE copied ADD COLUMN grown TEXT DEFAULT 'x' CHECK (grown <> 'y');
CREATE VIRTUAL TABLE words USING fts5(title, body, tokenize = 'porter ascii');
CREATE INDEX plain_b ON plain (b);
CREATE UNIQUE INDEX IF NOT EXISTS plain_ab ON plain (a DESC, b COLLATE NOCASE ASC) WHERE a IS NOT NULL;
CREATE INDEX plain_expression ON plain (lower(b), substr(c, 1, 3));
CREATE VIEW totals (id, amount) AS
  -- kept as it is
  SELECT id, amount FROM keyed;
CREATE VIEW of_view AS SELECT t.id FROM totals t, plain WHERE t.amount > 0;
CREATE TRIGGER on_plain AFTER INSERT ON plain WHEN new.a IS NOT NULL BEGIN
  INSERT INTO copied (id) VALUES (1);
  UPDATE copied SET note = 'x; y' WHERE id = CASE WHEN 1 THEN 1 END;
END;
CREATE TRIGGER on_view INSTEAD OF INSERT ON totals BEGIN
  INSERT INTO keyed (code) VALUES ('a');
END;
