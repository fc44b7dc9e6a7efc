CREATE TABLE events (a timestamp, b timestamptz);
