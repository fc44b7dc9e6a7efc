ALTER TABLE run ADD COLUMN scope text NOT NULL DEFAULT '';
COMMENT ON COLUMN run.scope IS 'Within which environments of a name are one';
