ALTER TABLE customers ADD COLUMN street text;
ALTER TABLE customers ADD COLUMN city text;
ALTER TABLE customers ADD COLUMN country char(2);
