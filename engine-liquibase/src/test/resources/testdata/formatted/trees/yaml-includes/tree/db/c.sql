--liquibase formatted sql
--changeset ann:3
SELECT 3;
--rollback SELECT -3;
