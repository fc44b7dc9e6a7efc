[] false
--liquibase formatted sql
-- keep

--changeset mia:1
SELECT 1;

--changeset "Mia: 'x' --rollback":"T-1 '<&>'" rollbackSplitStatements:true splitStatements:true stripComments:false context:"dev and !prod" labels:"a,b"
--comment: why $ {x} <b>
CREATE TABLE "a]]>" (id int,

  text text DEFAULT '${x}');
SELECT 1;
--rollback DROP TABLE "a]]>";

--changeset mia:2 runInTransaction:false splitStatements:true stripComments:false
CREATE INDEX CONCURRENTLY i ON a (id);
