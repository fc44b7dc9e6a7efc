-- An index and a key that only the partitioned table has so far.
CREATE TABLE p (id int NOT NULL, v int) PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20);
ALTER TABLE ONLY p ADD CONSTRAINT p_key UNIQUE (id);
CREATE INDEX p_by_v ON ONLY p (v);
CREATE INDEX p_1_by_v ON p_1 (v);
ALTER INDEX p_by_v ATTACH PARTITION p_1_by_v;

-- A key of a partition that belongs to a plain index of its parent.
CREATE TABLE q (id int NOT NULL, v int) PARTITION BY RANGE (id);
CREATE TABLE q_1 PARTITION OF q FOR VALUES FROM (0) TO (10);
CREATE UNIQUE INDEX q_by_id ON ONLY q (id);
ALTER TABLE q_1 ADD CONSTRAINT q_1_pkey PRIMARY KEY (id);
ALTER INDEX q_by_id ATTACH PARTITION q_1_pkey;

-- What is whole is to be incomplete.
CREATE TABLE r (id int NOT NULL, v int) PARTITION BY RANGE (id);
CREATE TABLE r_1 PARTITION OF r FOR VALUES FROM (0) TO (10);
CREATE TABLE r_2 PARTITION OF r FOR VALUES FROM (10) TO (20);
ALTER TABLE r ADD CONSTRAINT r_key UNIQUE (id);

-- Both sides of a foreign key get a type that does not fit the old one.
CREATE TABLE f (id bigint PRIMARY KEY);
CREATE TABLE g (f bigint REFERENCES f);
