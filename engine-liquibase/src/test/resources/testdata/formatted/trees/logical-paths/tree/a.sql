--liquibase formatted sql logicalFilePath:x/y.sql
--changeset ann:1
SELECT 1;
--rollback SELECT -1;
