--liquibase formatted sql
-- keep

--changeset mia:1
SELECT 1;
