ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
CREATE TABLE fresh (id int);
ALTER TABLE fresh ALTER id SET NOT NULL;
ALTER TABLE shop."It's" ALTER COLUMN "Größe, die länger ist als ein Name sein darf" SET NOT NULL;
