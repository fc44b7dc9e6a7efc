--liquibase formatted sql
--changeset ann:1
SELECT ${a};
--rollback SELECT -${a};
