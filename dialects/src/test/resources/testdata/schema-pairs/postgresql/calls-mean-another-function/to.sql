CREATE FUNCTION cur(s boolean DEFAULT true) RETURNS int LANGUAGE sql AS 'select 1';
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'select 1';
CREATE TABLE docs (id int, tenant int DEFAULT cur());
CREATE VIEW v AS SELECT cur() c, 1 AS d;
CREATE POLICY iso ON docs USING (tenant = cur(false)) WITH CHECK (tenant = cur());
