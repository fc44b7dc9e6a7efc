CREATE EVENT e ON SCHEDULE AT CURRENT_TIMESTAMP DO DROP TABLE items;
CREATE TRIGGER t BEFORE INSERT ON old FOR EACH ROW DELETE FROM items;
CALL sys.execute_prepared_stmt('DROP TABLE old');
CALL `sys` . execute_prepared_stmt(concat('DROP', @x));
