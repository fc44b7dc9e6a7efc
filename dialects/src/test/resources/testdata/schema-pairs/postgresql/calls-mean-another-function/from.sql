CREATE FUNCTION cur() RETURNS int LANGUAGE sql AS 'select 1';
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'select 1';
CREATE TABLE docs (id int, tenant int DEFAULT cur());
CREATE VIEW v AS SELECT cur() c;
CREATE POLICY iso ON docs USING (tenant = cur()) WITH CHECK (tenant = cur());
