CREATE TABLE parent (id bigint NOT NULL, code varchar(10) CHARACTER SET ascii NOT NULL, other_id bigint, PRIMARY KEY (id), UNIQUE KEY code2 (code));
CREATE TABLE other (id bigint NOT NULL PRIMARY KEY, parent_id bigint NOT NULL, KEY by_parent (parent_id),
  CONSTRAINT other_parent FOREIGN KEY (parent_id) REFERENCES parent (id));
ALTER TABLE parent ADD CONSTRAINT parent_other FOREIGN KEY (other_id) REFERENCES other (id);
CREATE TABLE child (id int NOT NULL, parent_id bigint NOT NULL, code varchar(10) CHARACTER SET ascii, up int, PRIMARY KEY (id),
  KEY serves (parent_id, up), KEY up (up),
  CONSTRAINT child_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT child_code FOREIGN KEY (code) REFERENCES parent (code) ON DELETE SET NULL,
  CONSTRAINT renamed_up FOREIGN KEY (up) REFERENCES child (id));
