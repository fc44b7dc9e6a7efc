CREATE TABLE logs (at date, n integer) PARTITION BY RANGE (at);
CREATE TABLE logs_rest PARTITION OF logs DEFAULT;
CREATE TABLE parent (a integer);
CREATE TABLE child () INHERITS (parent);
CREATE TABLE alone (a integer) PARTITION BY RANGE (a);
