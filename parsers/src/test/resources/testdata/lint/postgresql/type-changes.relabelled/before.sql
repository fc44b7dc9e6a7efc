CREATE TABLE users (id int, made timestamptz, seen timestamptz, at timestamptz(3), name text);
