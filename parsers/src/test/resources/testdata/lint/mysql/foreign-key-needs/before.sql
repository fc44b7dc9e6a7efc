CREATE TABLE parents (id int PRIMARY KEY, code varchar(20), n int, UNIQUE KEY by_code (code), KEY by_n (n)) ENGINE=InnoDB;
CREATE TABLE children (
  id int PRIMARY KEY, parent int, code varchar(20), n int, other int,
  KEY by_parent (parent), KEY by_both (n, other), KEY again (n),
  CONSTRAINT one FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE SET NULL,
  CONSTRAINT two FOREIGN KEY (code) REFERENCES parents (code),
  CONSTRAINT three FOREIGN KEY (n) REFERENCES parents (n)
) ENGINE=InnoDB;
CREATE TABLE trees (id int PRIMARY KEY, above int, KEY by_above (above), CONSTRAINT four FOREIGN KEY (above) REFERENCES trees (id)) ENGINE=InnoDB;
