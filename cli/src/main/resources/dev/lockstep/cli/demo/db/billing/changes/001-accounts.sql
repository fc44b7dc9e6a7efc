--liquibase formatted sql

--changeset mia:create-accounts
CREATE TABLE accounts (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL,
    iban        varchar(34),
    opened_at   timestamptz NOT NULL DEFAULT now()
);
--rollback DROP TABLE accounts;

--changeset mia:account-per-customer
CREATE UNIQUE INDEX accounts_customer ON accounts (customer_id);
--rollback DROP INDEX accounts_customer;

--changeset jonas:accounts-currency
ALTER TABLE accounts ADD COLUMN currency char(3) NOT NULL DEFAULT 'EUR';
--rollback ALTER TABLE accounts DROP COLUMN currency;
