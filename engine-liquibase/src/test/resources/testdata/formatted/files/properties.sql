--liquibase formatted sql
--property name:table value:account
--property name:table value:later
--property name:prefix value:overridden
 -- property  name:a.b-c  value:x/y
--changeset ann:1
CREATE TABLE ${table} (n int); -- ${ prefix } ${unknown} ${PREFIX} ${a.b-c} $ {x} $${table}
--property name:late value:seen
SELECT '${late}', '${later}';
--changeset ann:2
--property name:later value:now
SELECT '${late}', '${later}', '${twice}', $$ }{ $$;
--rollback SELECT '${later}';
