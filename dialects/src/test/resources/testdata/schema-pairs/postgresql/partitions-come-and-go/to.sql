CREATE TABLE log (id bigint NOT NULL, day date NOT NULL, note varchar(40) DEFAULT '-', extra int NOT NULL DEFAULT 0,
  CONSTRAINT log_positive CHECK (id > 0), PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE INDEX log_by_day ON log (day);
CREATE TABLE log_2024 PARTITION OF log (note DEFAULT 'own') FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

CREATE TABLE sale (id int GENERATED ALWAYS AS IDENTITY, region text NOT NULL DEFAULT 'eu', amount numeric CHECK (amount > 0),
  PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE INDEX sale_by_amount ON sale (amount);
CREATE TABLE sale_us (id bigint NOT NULL, region text DEFAULT 'us', amount numeric DEFAULT 1, fee int);
CREATE INDEX sale_us_by_fee ON sale_us (fee);
CREATE TABLE sale_eu (id int NOT NULL, region text NOT NULL DEFAULT 'eu', amount numeric CHECK (amount > 0), PRIMARY KEY (id, region));

CREATE TABLE span (at int PRIMARY KEY, label varchar(20)) PARTITION BY RANGE (at);
CREATE INDEX span_by_label ON span (label);
CREATE TABLE span_a PARTITION OF span FOR VALUES FROM (10) TO (20);
CREATE TABLE span_b PARTITION OF span FOR VALUES FROM (0) TO (10);
CREATE TABLE span_c PARTITION OF span FOR VALUES FROM (20) TO (30);
CREATE TABLE span_d PARTITION OF span FOR VALUES FROM (30) TO (40);

CREATE TABLE deep (k int NOT NULL, v text, w int, CONSTRAINT deep_key UNIQUE (k)) PARTITION BY RANGE (k);
CREATE TABLE deep_1 PARTITION OF deep FOR VALUES FROM (0) TO (100) PARTITION BY RANGE (k);
CREATE TABLE deep_1_1 PARTITION OF deep_1 FOR VALUES FROM (0) TO (5);

CREATE TABLE kind (id int PRIMARY KEY);
CREATE TABLE new_home (id int NOT NULL, kind int REFERENCES kind, fresh text DEFAULT 'f') PARTITION BY RANGE (id);
CREATE TABLE mover PARTITION OF new_home FOR VALUES FROM (0) TO (10);
CREATE VIEW mover_view AS SELECT id, kind FROM mover;

-- What is new: a foreign key to one partition, whose key is that of its parent.
CREATE TABLE zoo (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE zoo_1 PARTITION OF zoo FOR VALUES FROM (0) TO (10);
CREATE TABLE animal (zoo int REFERENCES zoo_1);
CREATE SCHEMA apart;
CREATE FUNCTION apart.first() RETURNS text LANGUAGE sql AS $$ SELECT 'a' $$;
SET search_path = apart, public;
CREATE DOMAIN apart.letter AS text DEFAULT first();
RESET search_path;
