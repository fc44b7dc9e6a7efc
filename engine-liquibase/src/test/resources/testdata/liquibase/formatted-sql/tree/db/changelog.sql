--liquibase formatted sql

--changeset ann:1
--comment: two statements in one
CREATE TABLE account (id int PRIMARY KEY, owner varchar(40)); -- trailing
CREATE TABLE entry (id int PRIMARY KEY, account_id int, amount int);
--rollback DROP TABLE entry;
--rollback DROP TABLE account;

--changeset ann:2 runInTransaction:false dbms:postgresql
CREATE INDEX CONCURRENTLY ix_entry_account ON entry (account_id);
--rollback DROP INDEX ix_entry_account;

--changeset "Bea Smith:with colon":3 endDelimiter:@@ stripComments:false
INSERT INTO account (id, owner) VALUES (1, 'a;b') @@
/* kept */ INSERT INTO account (id, owner) VALUES (2, '--no comment')
@@
--rollback DELETE FROM account;

--changeset ann:4 splitStatements:false dbms:postgresql
CREATE FUNCTION entry_sum(a int) RETURNS bigint LANGUAGE sql AS $$
  SELECT sum(amount) FROM entry WHERE account_id = a; -- inside
$$;
--rollback DROP FUNCTION entry_sum(int);

--changeset ann:4m splitStatements:false dbms:mariadb,mysql
CREATE PROCEDURE fill_entries()
BEGIN
  INSERT INTO entry VALUES (1, 1, 10);
  INSERT INTO entry VALUES (2, 1, 20);
END
--rollback DROP PROCEDURE fill_entries;

--changeset ann:5 context:never
DROP TABLE account;

--changeset ann:6
--preconditions onFail:MARK_RAN onError:HALT
--precondition-sql-check expectedResult:0 SELECT COUNT(*) FROM account WHERE id = 99
INSERT INTO entry (id, account_id, amount) VALUES (50, 1, 5);
--rollback DELETE FROM entry WHERE id = 50;

--changeset ann:7 runAlways:true
UPDATE entry SET amount = amount + 1 WHERE id = 50;
--rollback empty
