-- in the place of statement 2
ALTER TABLE orders ADD CONSTRAINT there NOT NULL a NOT VALID;
ALTER TABLE "orders" VALIDATE CONSTRAINT "there";
