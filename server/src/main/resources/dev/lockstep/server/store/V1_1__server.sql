-- Everything that is declared, of any kind. What is empty is that of the whole server or organisation.
CREATE TABLE entity (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation text COLLATE "C" NOT NULL,
  project text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  spec json NOT NULL,
  sealed text,
  revision bigint NOT NULL,
  created timestamptz NOT NULL,
  created_by text NOT NULL,
  changed timestamptz NOT NULL,
  changed_by text NOT NULL,
  UNIQUE (organisation, project, kind, name)
);
-- Those that tell who may do what are asked for with every request.
CREATE INDEX entity_kind ON entity (kind);
COMMENT ON COLUMN entity.spec IS 'json rather than jsonb, which would not keep the order of keys';
COMMENT ON COLUMN entity.sealed IS 'What may be written but not read, encrypted with the server''s keyset and bound to its entity, in base64';

CREATE TABLE token (
  id text PRIMARY KEY,
  owner text NOT NULL,
  description text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  created timestamptz NOT NULL,
  expires timestamptz NOT NULL
);
CREATE INDEX token_owner ON token (owner);

-- Tells whether a server has the keyset that all servers of this database use.
CREATE TABLE keyset_proof (
  single boolean PRIMARY KEY CHECK (single),
  sealed text NOT NULL
);

-- Links that make the first user.
CREATE TABLE setup (
  hash bytea PRIMARY KEY,
  expires timestamptz NOT NULL
);

-- Requests that were answered, so that the same one again is answered alike and does nothing.
CREATE TABLE answered (
  actor text NOT NULL,
  key text NOT NULL,
  request bytea NOT NULL,
  status int NOT NULL,
  answer text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (actor, key)
);
CREATE INDEX answered_at ON answered (at);

-- What the server knows of a run besides the run itself.
CREATE TABLE run_about (
  run bigint PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  organisation text NOT NULL,
  project text NOT NULL,
  pipeline text NOT NULL,
  revision text NOT NULL,
  began_by text NOT NULL
);
CREATE INDEX run_about_project ON run_about (organisation, project, run DESC);
COMMENT ON COLUMN run_about.pipeline IS 'The name of the entity that it is a run of';
