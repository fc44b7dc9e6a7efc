ALTER TABLE orders MODIFY customer int NOT NULL;
UPDATE orders SET v = 0 WHERE v IS NULL;
ALTER TABLE orders MODIFY v int NOT NULL;
ALTER TABLE orders MODIFY ID bigint NOT NULL AUTO_INCREMENT;
ALTER TABLE orders MODIFY state enum('new', 'paid', 'sent') NOT NULL DEFAULT 'new';
ALTER TABLE elsewhere MODIFY a int NOT NULL;
