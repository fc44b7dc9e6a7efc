ALTER TABLE users DROP INDEX email_u;
