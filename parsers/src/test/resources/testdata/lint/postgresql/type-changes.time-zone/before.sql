CREATE TABLE events (a timestamp, b timestamptz, c timestamp(3), d timestamp, e timestamp, f timestamp);
CREATE INDEX events_a ON events (a);
