ALTER TABLE orders ADD COLUMN paid_at datetime NULL, ADD COLUMN kind varchar(20) NOT NULL DEFAULT 'web';
ALTER TABLE orders ADD INDEX by_kind (kind);
ALTER TABLE orders ADD INDEX by_total (total), ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE orders MODIFY note varchar(63) COMMENT 'free text';
ALTER TABLE orders MODIFY state enum('new', 'paid', 'sent', 'lost') NOT NULL DEFAULT 'new';
ALTER TABLE orders ALTER COLUMN kind SET DEFAULT 'shop', COMMENT = 'what customers buy';
CREATE TABLE bills (
  id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id int NOT NULL,
  amount decimal(10,2) NOT NULL,
  CONSTRAINT bills_order FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE OR REPLACE VIEW paid AS SELECT id, total FROM orders WHERE state = 'paid';
INSERT INTO customers (id, name) VALUES (1, 'a'), (2, 'b');
UPDATE orders SET kind = 'web' WHERE id BETWEEN 1 AND 1000;
