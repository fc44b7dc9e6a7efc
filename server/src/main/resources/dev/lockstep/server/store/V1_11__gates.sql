-- Which instances a run brought to its commit, for environments that want it to have gone well before.
CREATE TABLE run_reached (
  run bigint NOT NULL REFERENCES run ON DELETE CASCADE,
  key text NOT NULL,
  environment text NOT NULL,
  schema text NOT NULL,
  instance text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (run, key, instance)
);
CREATE INDEX run_commit_commit ON run_commit (commit);
ALTER TABLE run_commit ADD COLUMN author text NOT NULL DEFAULT '';
COMMENT ON COLUMN run_commit.author IS 'Who wrote the commit, as Git tells it';

-- Runs that somebody let past all gates.
CREATE TABLE broken_glass (
  run bigint PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  by text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL
);
