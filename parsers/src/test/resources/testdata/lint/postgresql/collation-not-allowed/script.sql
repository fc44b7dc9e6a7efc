CREATE TABLE a (b text COLLATE "de_DE", c text COLLATE "C", d text);
