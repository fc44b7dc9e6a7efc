CREATE TYPE mood AS ENUM ('sad', 'fine');
CREATE TYPE state AS ENUM ('sad', 'fine', 'great');
CREATE DOMAIN old_mood AS mood;
CREATE DOMAIN other_mood AS mood;
CREATE DOMAIN old_state AS state;
CREATE DOMAIN inner_mood AS old_mood;
CREATE TABLE people (id int, same other_mood, other old_state, inside old_state, plain old_state, bare state, list old_state[]);
