CREATE TABLE t_orders (id int CONSTRAINT pk_t_orders PRIMARY KEY, customer int CONSTRAINT fk_t_orders__customer__t_customers REFERENCES t_customers);
CREATE TABLE orders (id int);
CREATE INDEX anything ON orders (id);
CREATE TABLE t_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (id int);
