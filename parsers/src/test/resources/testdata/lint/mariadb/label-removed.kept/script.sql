ALTER TABLE orders MODIFY state enum('new', 'paid', 'sent', 'lost') NOT NULL DEFAULT 'new';
ALTER TABLE orders MODIFY state enum('lost', 'new', 'paid', 'sent') NOT NULL DEFAULT 'new';
