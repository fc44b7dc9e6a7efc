CREATE TABLE parent (id int NOT NULL, code varchar(5) NOT NULL, other_id int, PRIMARY KEY (id), UNIQUE KEY code (code));
CREATE TABLE other (id int NOT NULL PRIMARY KEY, parent_id int NOT NULL, KEY by_parent (parent_id),
  CONSTRAINT other_parent FOREIGN KEY (parent_id) REFERENCES parent (id));
ALTER TABLE parent ADD CONSTRAINT parent_other FOREIGN KEY (other_id) REFERENCES other (id);
CREATE TABLE child (id int NOT NULL, parent_id int NOT NULL, code varchar(5), up int, PRIMARY KEY (id),
  KEY serves (parent_id), KEY up (up),
  CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE,
  CONSTRAINT child_code FOREIGN KEY (code) REFERENCES parent (code) ON UPDATE CASCADE,
  CONSTRAINT child_up FOREIGN KEY (up) REFERENCES child (id));
CREATE TABLE goes (id int PRIMARY KEY, child_id int, CONSTRAINT goes_child FOREIGN KEY (child_id) REFERENCES child (id));
CREATE TABLE goes_too (id int PRIMARY KEY, goes_id int, CONSTRAINT goes_goes FOREIGN KEY (goes_id) REFERENCES goes (id));
ALTER TABLE goes ADD goes_too_id int, ADD CONSTRAINT circle FOREIGN KEY (goes_too_id) REFERENCES goes_too (id);
