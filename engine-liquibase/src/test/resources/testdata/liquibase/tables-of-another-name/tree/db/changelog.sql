--liquibase formatted sql
--changeset ann:1
CREATE TABLE one (n int);
--rollback DROP TABLE one;
--changeset ann:2
--comment: two at once
CREATE TABLE two (n int);
INSERT INTO two VALUES (1);
--rollback DROP TABLE two;
