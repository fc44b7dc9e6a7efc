-- fill the table
INSERT INTO ${table} (id, ${column}) VALUES (1, 'one; still one');
/* a block
   comment */
INSERT INTO ${table} (id, ${column}) VALUES (2, 'two');
