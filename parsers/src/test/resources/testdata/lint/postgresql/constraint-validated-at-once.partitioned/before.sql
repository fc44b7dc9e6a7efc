CREATE TABLE measures (at int) PARTITION BY RANGE (at);
