--liquibase formatted sql
--changeset ann:x
SELECT ${n};
