ALTER TABLE customers ADD COLUMN given_name text;
ALTER TABLE customers ADD COLUMN family_name text;
UPDATE customers SET given_name = split_part(full_name, ' ', 1), family_name = split_part(full_name, ' ', 2);
ALTER TABLE customers ALTER COLUMN family_name SET NOT NULL;
ALTER TABLE customers DROP COLUMN full_name;
