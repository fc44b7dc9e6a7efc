INSERT INTO em (a) VALUES ('x');
