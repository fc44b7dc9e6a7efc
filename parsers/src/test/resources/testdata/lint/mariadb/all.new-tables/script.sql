SET NAMES utf8mb4;
SET FOREIGN_KEY_CHECKS = 0;
DROP TABLE IF EXISTS users;
CREATE TABLE users (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  email varchar(255) NOT NULL,
  active tinyint(1) NOT NULL DEFAULT 1,
  created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY users_email (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE posts (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  user_id bigint unsigned NOT NULL,
  title varchar(200) NOT NULL,
  PRIMARY KEY (id),
  KEY posts_user (user_id),
  CONSTRAINT posts_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
ALTER TABLE posts ADD COLUMN body mediumtext, MODIFY title varchar(300) NOT NULL;
INSERT INTO users (email) VALUES ('a@example.org');
CREATE TEMPORARY TABLE work (id int, KEY a (id), KEY b (id)) ENGINE=MEMORY;
INSERT INTO work (id) SELECT id FROM users;
DELETE FROM work;
DROP TEMPORARY TABLE work;
SET FOREIGN_KEY_CHECKS = 1;
