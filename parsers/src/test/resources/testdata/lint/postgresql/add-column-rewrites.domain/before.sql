CREATE DOMAIN amount AS numeric CHECK (VALUE > 0); CREATE DOMAIN app.plain AS text;
