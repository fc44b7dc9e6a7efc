DROP INDEX items_both;
DROP INDEX items_code;
DROP INDEX items_sku;
