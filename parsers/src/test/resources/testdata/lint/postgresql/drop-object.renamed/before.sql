CREATE TYPE mood AS ENUM ('good', 'bad', 'odd');
CREATE TABLE diary (day date PRIMARY KEY, mood mood NOT NULL);
