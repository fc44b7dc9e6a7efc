--liquibase formatted sql
--changeset ann:1
CREATE TABLE a (n int);
--rollback DROP TABLE a;
--changeset ann:2
CREATE TABLE b (n int);
--rollback DROP TABLE b;
--rollback DROP TABLE
--rollback   a; -- a remark
--rollback
--rollback 
CREATE TABLE c (n int);
--changeset ann:3
SELECT 1;
--rollback empty
--changeset ann:4
SELECT 1;
--rollback not required
--changeset ann:5
SELECT 1;
--Rollback NOT REQUIRED, as nothing is left
--changeset ann:6 rollbackSplitStatements:false
SELECT 1; SELECT 2;
--rollback SELECT 3; SELECT 4;
--changeset ann:7 rollbackEndDelimiter:@@
SELECT 1; SELECT 2;
--rollback SELECT 3; SELECT 4 @@ SELECT 5
--changeset ann:8 rollbackSplitStatements:false splitStatements:true
SELECT 1; SELECT 2;
--rollback SELECT 3; SELECT 4;
--changeset ann:9 splitStatements:false rollbackSplitStatements:true
SELECT 1; SELECT 2;
--rollback SELECT 3; SELECT 4;
--changeset ann:10
SELECT 1;
/* liquibase rollback
  DROP TABLE a;
    DROP TABLE b;
*/
--changeset ann:11
SELECT 1;
/*liquibase rollback
DROP TABLE a; 
DROP TABLE b; */
--changeset ann:12
SELECT 1;
--rollback DROP TABLE ${prefix}_a /* ${twice} ${none} */;
--changeset ann:13
SELECT 1;
--rollbacks are fine
--changeset ann:14
SELECT 1;
--rollback -- nothing but a remark
--changeset ann:15
SELECT 1;
--rollback
--changeset ann:16
-- rollback DROP TABLE early;
SELECT 1;
