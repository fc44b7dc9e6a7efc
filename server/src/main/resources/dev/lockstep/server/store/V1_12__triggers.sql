-- What happened in repositories, and what began since.
CREATE TABLE happening (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation text NOT NULL,
  project text NOT NULL,
  repository text NOT NULL,
  delivery text NOT NULL,
  events json NOT NULL,
  at timestamptz NOT NULL,
  done timestamptz,
  said text NOT NULL DEFAULT '',
  UNIQUE (organisation, project, repository, delivery)
);
COMMENT ON COLUMN happening.delivery IS 'Tells deliveries of one sender apart; the same one again is passed over';
COMMENT ON COLUMN happening.said IS 'Why something did not begin';

-- What began by itself, each once.
CREATE TABLE begun_by_itself (
  run bigint PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  cause text NOT NULL UNIQUE
);
