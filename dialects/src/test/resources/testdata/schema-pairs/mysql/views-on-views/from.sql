CREATE TABLE t (a int, b int);
CREATE VIEW the_first AS SELECT a, b FROM t;
CREATE VIEW a_second AS SELECT a FROM the_first;
CREATE VIEW the_third AS SELECT a_second.a, the_first.b FROM a_second JOIN the_first ON a_second.a = the_first.a;
