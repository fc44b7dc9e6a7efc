DELETE FROM users WHERE id IS NOT NULL;
DELETE FROM users WHERE name IS NOT NULL;
UPDATE users SET name = 'x' WHERE (id is not null);
DELETE FROM users WHERE id IS NOT NULL AND name = 'x';
