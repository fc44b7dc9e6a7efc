--liquibase formatted sql
--changeset ann:only-in-tests
CREATE TABLE only_in_tests (id int);
--rollback DROP TABLE only_in_tests;
