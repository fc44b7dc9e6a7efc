-- Runs of pipelines. Values are json rather than jsonb, which would not keep the order of their keys.
CREATE TABLE run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pipeline text NOT NULL,
  file text NOT NULL,
  definition text NOT NULL,
  givens json NOT NULL,
  status text NOT NULL,
  begun timestamptz NOT NULL,
  ended timestamptz
);
COMMENT ON COLUMN run.definition IS 'The file of the pipeline as the run began with it';
COMMENT ON COLUMN run.givens IS 'What expressions can ask besides the run itself';

CREATE TABLE run_part (
  run bigint NOT NULL REFERENCES run ON DELETE CASCADE,
  key text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  status text NOT NULL,
  attempt int NOT NULL,
  begun timestamptz,
  ended timestamptz,
  due timestamptz,
  stop text NOT NULL,
  failure_kind text,
  failure text,
  settings json NOT NULL,
  output json NOT NULL,
  rounds json NOT NULL,
  votes json NOT NULL,
  PRIMARY KEY (run, key)
);
COMMENT ON COLUMN run_part.number IS 'The order in which parts began';

-- One row for each try of a step, which is worked on outside of the run.
CREATE TABLE run_try (
  run bigint NOT NULL REFERENCES run ON DELETE CASCADE,
  key text NOT NULL,
  attempt int NOT NULL,
  kind text NOT NULL,
  settings json NOT NULL,
  ordered timestamptz NOT NULL,
  taken timestamptz,
  taken_by text,
  fence int NOT NULL DEFAULT 0,
  stop_asked boolean NOT NULL DEFAULT false,
  ended timestamptz,
  outcome json,
  PRIMARY KEY (run, key, attempt)
);
COMMENT ON COLUMN run_try.fence IS 'Counts who took it; only the last may say how it ended';

CREATE TABLE environment_turn (
  environment text NOT NULL,
  run bigint NOT NULL REFERENCES run ON DELETE CASCADE,
  key text NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  taken boolean NOT NULL DEFAULT false,
  PRIMARY KEY (environment, run, key)
);
CREATE UNIQUE INDEX environment_turn_one ON environment_turn (environment) WHERE taken;

-- Of db-scheduler.
CREATE TABLE scheduled_tasks (
  task_name text NOT NULL,
  task_instance text NOT NULL,
  task_data bytea,
  execution_time timestamptz NOT NULL,
  picked boolean NOT NULL,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint NOT NULL,
  priority smallint,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_priority ON scheduled_tasks (priority DESC, execution_time ASC);
