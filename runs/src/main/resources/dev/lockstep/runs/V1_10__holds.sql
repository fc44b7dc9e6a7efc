-- Steps that wait at a gate.
ALTER TABLE run_part ADD COLUMN held int NOT NULL DEFAULT 0, ADD COLUMN hold json;
COMMENT ON COLUMN run_part.held IS 'How many of its tries ended at a gate';
COMMENT ON COLUMN run_part.hold IS 'The last gate that held it';
