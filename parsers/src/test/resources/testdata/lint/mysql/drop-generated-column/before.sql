CREATE TABLE logs (id bigint PRIMARY KEY, body text, words int AS (length(body)) STORED);
