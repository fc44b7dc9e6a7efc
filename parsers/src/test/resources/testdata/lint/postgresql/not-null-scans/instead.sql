-- in the place of statement 1
DO $lockstep$ BEGIN IF EXISTS (SELECT FROM "orders" WHERE "note" IS NULL) THEN RAISE not_null_violation USING MESSAGE = 'note is null in a row of orders'; END IF; END $lockstep$;
ALTER TABLE "orders" ADD CONSTRAINT "lockstep_note_not_null" CHECK ("note" IS NOT NULL) NOT VALID;
ALTER TABLE "orders" VALIDATE CONSTRAINT "lockstep_note_not_null";
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
ALTER TABLE "orders" DROP CONSTRAINT "lockstep_note_not_null";

-- in the place of statement 5
DO $lockstep$ BEGIN IF EXISTS (SELECT FROM "shop"."It's" WHERE "Größe, die länger ist als ein Name sein darf" IS NULL) THEN RAISE not_null_violation USING MESSAGE = 'Größe, die länger ist als ein Name sein darf is null in a row of shop.It''s'; END IF; END $lockstep$;
ALTER TABLE "shop"."It's" ADD CONSTRAINT "lockstep_Größe, die länger ist als ein Nam_f92df3c6_not_null" CHECK ("Größe, die länger ist als ein Name sein darf" IS NOT NULL) NOT VALID;
ALTER TABLE "shop"."It's" VALIDATE CONSTRAINT "lockstep_Größe, die länger ist als ein Nam_f92df3c6_not_null";
ALTER TABLE shop."It's" ALTER COLUMN "Größe, die länger ist als ein Name sein darf" SET NOT NULL;
ALTER TABLE "shop"."It's" DROP CONSTRAINT "lockstep_Größe, die länger ist als ein Nam_f92df3c6_not_null";
