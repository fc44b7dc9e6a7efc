CREATE TEMP TABLE items (id int);
DROP TABLE items;
DROP TABLE items;
CREATE TEMP TABLE other (id int);
DROP TABLE public.other;
DROP TABLE other;
DROP TABLE other;
