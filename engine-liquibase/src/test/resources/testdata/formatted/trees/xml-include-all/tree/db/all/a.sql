--liquibase formatted sql
--changeset ann:4
SELECT 4;
--rollback SELECT -4;
