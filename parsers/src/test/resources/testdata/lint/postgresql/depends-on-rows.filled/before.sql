CREATE TABLE orders (id bigint PRIMARY KEY, a text, b text, c text, d text);
