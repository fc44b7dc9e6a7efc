CREATE TABLE a (x REFERENCES parent);
CREATE TABLE b (x REFERENCES Parent (ID));
CREATE TABLE c (x REFERENCES parent (code));
CREATE TABLE d (x, y, FOREIGN KEY (x, y) REFERENCES parent (size, kind));
CREATE TABLE e (x REFERENCES parent (kind));
CREATE TABLE f (x REFERENCES keyless);
CREATE TABLE g (x REFERENCES later (code));
CREATE TABLE h (x REFERENCES nobody_knows (code));
CREATE UNIQUE INDEX later_code ON later (code);
