CREATE TABLE gets_history (id int PRIMARY KEY, v int);
CREATE TABLE loses_history (id int PRIMARY KEY, v int) WITH SYSTEM VERSIONING;
CREATE TABLE has_history (id int PRIMARY KEY, v int, w int) WITH SYSTEM VERSIONING;
CREATE TABLE gets_open_history (id int PRIMARY KEY);
CREATE TABLE open_history (id int PRIMARY KEY, s timestamp(6) GENERATED ALWAYS AS ROW START, e timestamp(6) GENERATED ALWAYS AS ROW END,
  PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING;
CREATE TABLE gets_period (room int NOT NULL, f date NOT NULL, t date NOT NULL, PRIMARY KEY (room));
CREATE TABLE period_changes (room int NOT NULL, f date NOT NULL, t date NOT NULL, PERIOD FOR p (f, t), UNIQUE KEY u (room, p WITHOUT OVERLAPS));
