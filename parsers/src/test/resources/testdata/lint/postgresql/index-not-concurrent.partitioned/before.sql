CREATE TABLE measures (at timestamptz) PARTITION BY RANGE (at);
