--liquibase formatted sql
--ignoreLines:1
--comment before the first changeset
--changeset ann:1
SELECT 1;
--ignoreLines:start
SELECT 2;
--comment: ignored
--ignoreLines:end
SELECT 3;
--ignoreLines:2
SELECT 4;
SELECT 5;
SELECT 6;
--ignoreLines:0
SELECT 7;
-- ignorelines:start
SELECT 8;
