--liquibase formatted sql
--changeset ann:2
SELECT 2;
--rollback SELECT -2;
--property name:n value:7
