ALTER TYPE mood ADD VALUE 'calm';
INSERT INTO notes (text) VALUES ('it''s calm'), ('calmer');
INSERT INTO people (mood) VALUES (E'c\x61lm');
