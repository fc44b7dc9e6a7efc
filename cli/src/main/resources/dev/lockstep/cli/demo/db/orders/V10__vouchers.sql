CREATE TABLE vouchers (
    code        text PRIMARY KEY,
    percent_off integer NOT NULL CHECK (percent_off BETWEEN 1 AND 100),
    valid_until date NOT NULL
);

ALTER TABLE orders ADD COLUMN voucher_code text REFERENCES vouchers (code);
