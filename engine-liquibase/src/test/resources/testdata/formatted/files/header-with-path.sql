

 -- LIQUIBASE  Formatted  SQL  logicalFilePath:other/name.sql 
--changeset ann:1
SELECT 1;
