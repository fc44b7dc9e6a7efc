CREATE TABLE t (a int, c bigint);
CREATE VIEW the_first AS SELECT a, c FROM t;
CREATE VIEW between_them AS SELECT a, c FROM the_first;
CREATE VIEW a_second AS SELECT a FROM between_them;
CREATE VIEW the_third AS SELECT a_second.a, the_first.c FROM a_second JOIN the_first ON a_second.a = the_first.a WHERE EXISTS (SELECT 1 FROM between_them WHERE between_them.c = the_first.c) WITH CASCADED CHECK OPTION;
