--liquibase formatted sql
--changeset ann:2 logicalFilePath:no-ending
SELECT 2;
