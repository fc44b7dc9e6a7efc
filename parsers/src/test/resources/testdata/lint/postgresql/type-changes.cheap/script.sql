ALTER TABLE orders ALTER at TYPE timestamp(6), ALTER amount TYPE numeric(12,2), ALTER amount TYPE numeric(12,3), ALTER a TYPE int;
ALTER TABLE orders ALTER code TYPE varchar(20);
ALTER TABLE orders ALTER note TYPE varchar;
