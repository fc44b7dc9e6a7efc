-- The commit that all steps of a run work on, whichever server works on them.
CREATE TABLE run_commit (
  run bigint PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  repository text NOT NULL,
  commit text NOT NULL,
  branch text NOT NULL
);
COMMENT ON COLUMN run_commit.branch IS 'What the commit was found by; empty for a commit that was named itself';
