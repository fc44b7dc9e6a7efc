--liquibase formatted sql
--changeset ann:1
--preconditions onFail:MARK_RAN onError:HALT
--precondition-sql-check expectedResult:0 SELECT COUNT(*) FROM t WHERE n = 99
SELECT 1;
--changeset ann:2
--preconditions onFail:CONTINUE
--precondition-sql-check expectedResult:1 SELECT 1
--precondition-sql-check 2 SELECT 2
SELECT 1;
--changeset ann:3
--precondition-sql-check expectedResult:t SELECT true
SELECT 1;
--changeset ann:4
--preconditions onError:WARN
--precondition-sql-check expectedResult:t SELECT true
SELECT 1;
--changeset ann:5
--preconditions onFail:WARN onError:WARN
--precondition-sql-check expectedResult:t SELECT true
SELECT 1;
