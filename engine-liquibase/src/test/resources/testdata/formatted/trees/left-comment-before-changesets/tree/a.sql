--liquibase formatted sql
--comment x
--changeset ann:1
SELECT 1;
--rollback SELECT -1;
