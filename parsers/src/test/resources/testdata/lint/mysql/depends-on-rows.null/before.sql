CREATE TABLE orders (
  id int NOT NULL AUTO_INCREMENT, customer int, state enum('new', 'paid', 'sent') NOT NULL DEFAULT 'new',
  total decimal(10,2), note varchar(50) COMMENT 'free text', body text, v int,
  changed datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (id), KEY by_customer (customer)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE customers (id int PRIMARY KEY, name varchar(20), code bigint) DEFAULT CHARSET=utf8mb4;
