--liquibase formatted sql
--changeset ann:inherits
CREATE TABLE inherits (id int);
--rollback DROP TABLE inherits;
--changeset ann:inherits-and-is-slow labels:slow
CREATE TABLE inherits_slow (id int);
--rollback DROP TABLE inherits_slow;
