ALTER TABLE orders MODIFY state enum('new', 'paid', 'sent', 'lost') NOT NULL DEFAULT 'new';
ALTER TABLE orders MODIFY state enum('new', 'held', 'paid', 'sent', 'lost') NOT NULL DEFAULT 'new';
ALTER TABLE elsewhere MODIFY state enum('a');
