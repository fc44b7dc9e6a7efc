CREATE TYPE mood AS ENUM ('sad', 'fine');
CREATE TYPE state AS ENUM ('sad', 'fine', 'great');
CREATE DOMAIN old_mood AS mood;
CREATE DOMAIN other_mood AS mood ;
CREATE DOMAIN old_state AS state;
CREATE DOMAIN inner_mood AS old_mood;
CREATE TABLE people (id int, same old_mood, other old_mood, inside inner_mood, plain mood, bare old_mood, list old_mood[]);
INSERT INTO people VALUES (1, 'sad', 'fine', 'sad', 'fine', 'sad', '{sad,fine}');
