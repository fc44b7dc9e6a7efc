ALTER TABLE orders MODIFY state enum('new', 'paid', 'sent');
ALTER TABLE orders MODIFY customer int;
ALTER TABLE orders MODIFY id int AUTO_INCREMENT;
