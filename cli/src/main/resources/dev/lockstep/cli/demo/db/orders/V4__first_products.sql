INSERT INTO products (sku, title, price_cents) VALUES
    ('TEA-001', 'Darjeeling First Flush; 100 g', 1290),
    ('TEA-002', 'Sencha, 100 g', 990),
    ('POT-001', 'Cast-iron teapot', 5400);
