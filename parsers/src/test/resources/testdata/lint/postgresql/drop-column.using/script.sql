ALTER TABLE items ALTER sku TYPE text USING NULL;
ALTER TABLE items ALTER price TYPE numeric USING 0;
ALTER TABLE items ALTER price TYPE int USING round(price);
ALTER TABLE items ALTER legacy TYPE uuid USING legacy::uuid;
