--liquibase formatted sql

-- a remark before the first changeset

--changeset ann:plain
CREATE TABLE t (n int);

--changeset ann:always runAlways:true runOnChange:true
SELECT 1;
--changeset ann:change runOnChange:TRUE
SELECT 1;
--changeset ann:no-transaction runInTransaction:false
CREATE INDEX CONCURRENTLY i ON t (n);
--changeset ann:goes-on failOnError:false
SELECT 1;
--changeset ann:stops failOnError:true
SELECT 1;
--changeset ann:context context:test
SELECT 1;
--changeset ann:context-upper context:TEST
SELECT 1;
--changeset ann:contexts context:test,prod
SELECT 1;
--changeset ann:quoted-contexts context:"test, prod"
SELECT 1;
--changeset ann:filter contextFilter:eu
SELECT 1;
--changeset ann:other-context context:prod
SELECT 1;
--changeset ann:labels labels:small
SELECT 1;
--changeset ann:two-labels labels:"Large, SMALL,small"
SELECT 1;
--changeset ann:other-labels labels:large
SELECT 1;
--changeset ann:pg dbms:postgresql
SELECT 1;
--changeset ann:pg-and-h2 dbms:h2,PostgreSQL
SELECT 1;
--changeset ann:mysql dbms:mysql
SELECT 1;
--changeset ann:not-pg dbms:!postgresql
SELECT 1;
--changeset ann:not-mysql dbms:!mysql,!h2
SELECT 1;
--changeset ann:all dbms:all
SELECT 1;
--changeset ann:none dbms:none
SELECT 1;
--changeset ann:ignored ignore:true
SELECT 1;
--changeset ann:kept ignore:false
SELECT 1;
--changeset ann:moved logicalFilePath:elsewhere/b.sql
SELECT 1;
--changeset ann:many context:test labels:small dbms:postgresql runOnChange:true splitStatements:false stripComments:false endDelimiter:@@ runInTransaction:false
SELECT 1; -- kept
SELECT 2 @@ SELECT 3;
--changeset   ann:spaces    runOnChange:true	runAlways:false   
SELECT 1;
  --  changeset ann:indented
SELECT 1;
--ChangeSet Ann:CASE RUNONCHANGE:true
SELECT 1;
--changeset "Bea Smith":"an id"
SELECT 1;
--changeset Bea Smith:3
SELECT 1;
--changeset "with:colon":4
SELECT 1;
--changeset a.b-c@example.com:2024-01-01_x.y/z#1
SELECT 1;
--changeset ä:ö
SELECT 1;
--changeset ann:same dbms:mysql
SELECT 1;
--changeset ann:same dbms:postgresql
SELECT 2;
