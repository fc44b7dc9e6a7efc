CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint CONSTRAINT orders_customer REFERENCES customers (id), note text DEFAULT '', a int, amount numeric(10,2), code varchar(10) CHECK (code <> ''), at timestamp(3), state text NOT NULL DEFAULT 'new');
CREATE INDEX orders_customer_a ON orders (customer, a);
CREATE INDEX orders_lower ON orders (lower(note));
