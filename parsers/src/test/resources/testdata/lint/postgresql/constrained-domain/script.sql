CREATE DOMAIN amount AS numeric CHECK (VALUE > 0);
CREATE DOMAIN plain AS text;
CREATE DOMAIN required AS text NOT NULL;
