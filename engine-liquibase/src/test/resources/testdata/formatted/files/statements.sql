--liquibase formatted sql
--changeset ann:1
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1;
  BEGIN
    RETURN 2;
  END;
END;
$$;
SELECT 1;
--changeset ann:2
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $body$ SELECT 1; SELECT 2; $body$;
--changeset ann:3
BEGIN TRANSACTION; SELECT 1; END TRANSACTION;
BEGIN; SELECT 2; END; SELECT 3;
--changeset ann:4
SELECT x.begin; SELECT 1; SELECT "a"."end"; SELECT a . begin; SELECT 2;
--changeset ann:5
SELECT 1
GO
SELECT 2
go
SELECT go;
/
SELECT 4 / 2; SELECT 1
/ 2;
--changeset ann:6 endDelimiter:;
SELECT 1; SELECT 2;; SELECT 3
--changeset ann:7 endDelimiter:/
SELECT 1 / 2
/
SELECT 3
/
--changeset ann:8 endDelimiter:GO
SELECT 1; GO
SELECT 2; go
SELECT 3
--changeset ann:9 endDelimiter://
SELECT 1 // SELECT 2 / 3 //
SELECT 4 /
--changeset ann:10 endDelimiter:\nGO
SELECT 1;
GO
SELECT 2;
--changeset ann:11 endDelimiter:$$
SELECT 1 $$ SELECT 2 $$
SELECT 3 $$
--changeset ann:12 endDelimiter:#@
SELECT 1 #@ SELECT 2#@
--changeset ann:13 splitStatements:false
SELECT 1; SELECT 2; -- gone
--changeset ann:14 stripComments:false
SELECT 1; -- kept
/* kept; too */ SELECT 2;
-- at the end
--changeset ann:15 stripComments:false splitStatements:false
SELECT 1; -- kept
--changeset ann:16
SELECT ARRAY['a;b', 'c'], x[1], y[a;b], `a;b`, "a;b", "a"";b", E'a;b', N'a;b', ''''';', ';''', '';
SELECT '
;
';
--changeset ann:17
SELECT 1.5e10, .5, 1., 1.e5, 5e-3END, 0x1f, 1begin ; SELECT 2;
--changeset ann:18
SELECT 1;;;
;

SELECT 2
;
--changeset ann:19
-- only a comment
--changeset ann:20
/**/SELECT/* * / */1;/***/
--changeset ann:21
SELECT 'äöü € 😀' -- äöü
;
--changeset ann:22
INSERT INTO shop VALUES ('names the database');
--changeset ann:23
SELECT 1; SELECT 1; SELECT 1;
SELECT 1;
--changeset ann:24
CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN SELECT 1; IF a THEN SELECT 2; END IF; END;
SELECT 1;
--changeset ann:25
@begin; #begin; begin dialog; begin distributed transaction; end tran; a.end; SELECT 1;
