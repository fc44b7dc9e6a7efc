--liquibase formatted sql

--changeset jonas:open-invoices runOnChange:true
CREATE OR REPLACE VIEW open_invoices AS
SELECT i.id, i.number, i.total_cents - coalesce(sum(p.amount_cents), 0) AS open_cents
FROM invoices i LEFT JOIN payments p ON p.invoice_id = i.id
GROUP BY i.id, i.number, i.total_cents;
--rollback DROP VIEW open_invoices;

--changeset lena:seed-test-account context:dev
INSERT INTO accounts (customer_id, iban) VALUES (1, 'DE02120300000000202051');
--rollback DELETE FROM accounts WHERE customer_id = 1;
