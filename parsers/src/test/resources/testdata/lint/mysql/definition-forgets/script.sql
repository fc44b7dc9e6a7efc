ALTER TABLE orders MODIFY state enum('new', 'paid', 'sent') NOT NULL;
ALTER TABLE orders MODIFY note varchar(60);
ALTER TABLE orders MODIFY id bigint NOT NULL;
ALTER TABLE orders MODIFY changed datetime DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE orders MODIFY v int DEFAULT 3;
