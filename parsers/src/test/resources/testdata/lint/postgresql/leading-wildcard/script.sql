SELECT a FROM orders WHERE note LIKE '%x';
SELECT a FROM orders WHERE note LIKE 'x%';
DELETE FROM orders WHERE note NOT ILIKE '%x%';
