--liquibase formatted sql
--changeset ann:1 labels:a
SELECT 1;
--rollback SELECT -1;
