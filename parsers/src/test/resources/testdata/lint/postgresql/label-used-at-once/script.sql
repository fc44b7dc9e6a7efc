ALTER TYPE mood ADD VALUE 'it''s new';
INSERT INTO people (mood) VALUES ('it''s new');
INSERT INTO people (mood) VALUES ('old');
CREATE TYPE state AS ENUM ('a');
ALTER TYPE state ADD VALUE 'b';
INSERT INTO people (state) VALUES ('b');
