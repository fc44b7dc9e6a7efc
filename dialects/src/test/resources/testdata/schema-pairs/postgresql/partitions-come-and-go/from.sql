-- A table of its own that is to become a partition: its columns, keys and defaults are not those of
-- its parent yet.
CREATE TABLE log (id bigint NOT NULL, day date NOT NULL, note varchar(40) DEFAULT '-') PARTITION BY RANGE (day);
CREATE TABLE log_2024 (id int NOT NULL, day date, surplus text, note text,
  twice int GENERATED ALWAYS AS (id * 2) STORED);
CREATE INDEX log_2024_by_day ON log_2024 (day);
INSERT INTO log_2024 VALUES (1, '2024-05-01', 'x', 'y');
COMMENT ON COLUMN log_2024.note IS 'gone with the table of its own';

-- A partition that is to stand alone, with what it had of its parent.
CREATE TABLE sale (id int GENERATED ALWAYS AS IDENTITY, region text NOT NULL DEFAULT 'eu', amount numeric CHECK (amount > 0),
  PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE INDEX sale_by_amount ON sale (amount);
CREATE TABLE sale_eu PARTITION OF sale FOR VALUES IN ('eu');
CREATE TABLE sale_us PARTITION OF sale (amount DEFAULT 1) FOR VALUES IN ('us');
INSERT INTO sale (region, amount) VALUES ('eu', 5), ('us', 7);

-- Bounds that are swapped, and one that makes room for a new partition.
CREATE TABLE span (at int PRIMARY KEY, label text) PARTITION BY RANGE (at);
CREATE INDEX span_by_label ON span (label);
CREATE TABLE span_a PARTITION OF span FOR VALUES FROM (0) TO (10);
CREATE TABLE span_b PARTITION OF span FOR VALUES FROM (10) TO (20);
CREATE TABLE span_c PARTITION OF span FOR VALUES FROM (20) TO (40);
INSERT INTO span VALUES (25, 'kept');

-- A parent that comes with its partitions being there, one level deeper.
CREATE TABLE deep_1 (k int NOT NULL, v text, CONSTRAINT deep_1_key UNIQUE (k)) PARTITION BY RANGE (k);
CREATE TABLE deep_1_1 PARTITION OF deep_1 FOR VALUES FROM (0) TO (5);
INSERT INTO deep_1 VALUES (1, 'one');

-- From one parent to another, which has a foreign key and more columns.
CREATE TABLE kind (id int PRIMARY KEY);
CREATE TABLE old_home (id int NOT NULL, kind int, old text) PARTITION BY RANGE (id);
CREATE TABLE new_home (id int NOT NULL, kind int REFERENCES kind, fresh text DEFAULT 'f') PARTITION BY RANGE (id);
CREATE TABLE mover PARTITION OF old_home FOR VALUES FROM (0) TO (10);
CREATE VIEW mover_view AS SELECT id, kind FROM mover;
INSERT INTO mover VALUES (3, NULL, 'lost');
