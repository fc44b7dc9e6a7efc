CREATE TABLE jobs (id bigint PRIMARY KEY);
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE TABLE marks (id bigint PRIMARY KEY);
CREATE TABLE keys (id bigint PRIMARY KEY);
