ALTER TABLE orders MODIFY state enum('new', 'sent') NOT NULL DEFAULT 'new';
