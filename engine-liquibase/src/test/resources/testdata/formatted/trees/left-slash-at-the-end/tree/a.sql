--liquibase formatted sql
--changeset ann:1
SELECT 1;
--rollback SELECT -1;
--changeset ann:2
SELECT 1
/
