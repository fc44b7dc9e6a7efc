--liquibase formatted sql
--changeset ann:1 context:"!a"
SELECT 1;
--rollback SELECT -1;
