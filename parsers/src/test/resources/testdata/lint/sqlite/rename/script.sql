ALTER TABLE orders RENAME TO purchase;
ALTER TABLE customer RENAME COLUMN note TO remark;
