CREATE TABLE logs (id bigint PRIMARY KEY, body text, words int GENERATED ALWAYS AS (length(body)) STORED,
  letters int GENERATED ALWAYS AS (length(body)) STORED);
