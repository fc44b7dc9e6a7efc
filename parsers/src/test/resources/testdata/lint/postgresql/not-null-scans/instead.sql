-- in the place of statement 1
ALTER TABLE "orders" ADD CONSTRAINT lockstep_not_null CHECK ("note" IS NOT NULL) NOT VALID;
ALTER TABLE "orders" VALIDATE CONSTRAINT lockstep_not_null;
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
ALTER TABLE "orders" DROP CONSTRAINT lockstep_not_null;
