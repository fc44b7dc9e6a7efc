SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA lockstep;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE lockstep.anchor (
    schema_name text NOT NULL,
    tag text NOT NULL,
    history_position text,
    deployment_id text NOT NULL,
    set_at timestamp with time zone
);
CREATE TABLE lockstep.catalog (
    schema_name text NOT NULL,
    place text NOT NULL,
    mark text,
    terms text,
    deployment_id text
);
CREATE TABLE lockstep.decision (
    deployment_id text NOT NULL,
    sequence_number integer NOT NULL,
    schema_name text NOT NULL,
    instance_name text,
    kind text,
    plan_hash text,
    commit_id text,
    started_by text,
    decided_at timestamp with time zone,
    policy_set text,
    policy_version text,
    input_hash text,
    verdict text,
    effect text,
    rule_name text,
    message text,
    exemption text
);
CREATE TABLE lockstep.deployment (
    id text NOT NULL,
    schema_name text NOT NULL,
    instance_name text,
    kind text,
    engine text,
    commit_id text,
    file_state text,
    plan_hash text,
    started_by text,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    outcome text NOT NULL,
    from_position text,
    to_position text,
    migrations integer,
    message text,
    backend_id bigint,
    backend_started text
);
CREATE TABLE lockstep.fence (
    schema_name text NOT NULL,
    token text,
    backend_id bigint,
    backend_started text,
    client text,
    since timestamp with time zone
);
CREATE TABLE lockstep.ledger (
    version_number integer NOT NULL
);
CREATE TABLE lockstep.statement (
    deployment_id text NOT NULL,
    sequence_number integer NOT NULL,
    migration_id text,
    direction text,
    statement_index integer,
    source_path text,
    source_line integer,
    kind text,
    sha256 text,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    touched_rows bigint,
    outcome text NOT NULL,
    attempts integer,
    lock_wait_ms bigint,
    error text,
    mode_name text,
    pending integer NOT NULL
);
CREATE TABLE public.answered (
    actor text NOT NULL,
    key text NOT NULL,
    request bytea NOT NULL,
    status integer NOT NULL,
    answer text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.begun_by_itself (
    run bigint NOT NULL,
    cause text NOT NULL
);
CREATE TABLE public.broken_glass (
    run bigint NOT NULL,
    by text NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.entity (
    id bigint NOT NULL,
    organisation text NOT NULL COLLATE pg_catalog."C",
    project text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    spec json NOT NULL,
    sealed text,
    revision bigint NOT NULL,
    created timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    changed timestamp with time zone NOT NULL,
    changed_by text NOT NULL
);
COMMENT ON COLUMN public.entity.spec IS 'json rather than jsonb, which would not keep the order of keys';
COMMENT ON COLUMN public.entity.sealed IS 'What may be written but not read, encrypted with the server''s keyset and bound to its entity, in base64';
ALTER TABLE public.entity ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.entity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.environment_turn (
    environment text NOT NULL,
    run bigint NOT NULL,
    key text NOT NULL,
    number bigint NOT NULL,
    taken boolean DEFAULT false NOT NULL
);
ALTER TABLE public.environment_turn ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.environment_turn_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE public.happening (
    id bigint NOT NULL,
    organisation text NOT NULL,
    project text NOT NULL,
    repository text NOT NULL,
    delivery text NOT NULL,
    events json NOT NULL,
    at timestamp with time zone NOT NULL,
    done timestamp with time zone,
    said text DEFAULT ''::text NOT NULL
);
COMMENT ON COLUMN public.happening.delivery IS 'Tells deliveries of one sender apart; the same one again is passed over';
COMMENT ON COLUMN public.happening.said IS 'Why something did not begin';
ALTER TABLE public.happening ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.happening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.keyset_proof (
    single boolean NOT NULL,
    sealed text NOT NULL,
    CONSTRAINT keyset_proof_single_check CHECK (single)
);
CREATE TABLE public.run (
    id bigint NOT NULL,
    pipeline text NOT NULL,
    file text NOT NULL,
    definition text NOT NULL,
    givens json NOT NULL,
    status text NOT NULL,
    begun timestamp with time zone NOT NULL,
    ended timestamp with time zone
);
COMMENT ON COLUMN public.run.definition IS 'The file of the pipeline as the run began with it';
COMMENT ON COLUMN public.run.givens IS 'What expressions can ask besides the run itself';
CREATE TABLE public.run_about (
    run bigint NOT NULL,
    organisation text NOT NULL,
    project text NOT NULL,
    pipeline text NOT NULL,
    revision text NOT NULL,
    began_by text NOT NULL
);
COMMENT ON COLUMN public.run_about.pipeline IS 'The name of the entity that it is a run of';
CREATE TABLE public.run_commit (
    run bigint NOT NULL,
    repository text NOT NULL,
    commit text NOT NULL,
    branch text NOT NULL,
    author text DEFAULT ''::text NOT NULL
);
COMMENT ON COLUMN public.run_commit.branch IS 'What the commit was found by; empty for a commit that was named itself';
COMMENT ON COLUMN public.run_commit.author IS 'Who wrote the commit, as Git tells it';
ALTER TABLE public.run ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.run_part (
    run bigint NOT NULL,
    key text NOT NULL,
    number bigint NOT NULL,
    status text NOT NULL,
    attempt integer NOT NULL,
    begun timestamp with time zone,
    ended timestamp with time zone,
    due timestamp with time zone,
    stop text NOT NULL,
    failure_kind text,
    failure text,
    settings json NOT NULL,
    output json NOT NULL,
    rounds json NOT NULL,
    votes json NOT NULL,
    held integer DEFAULT 0 NOT NULL,
    hold json
);
COMMENT ON COLUMN public.run_part.number IS 'The order in which parts began';
COMMENT ON COLUMN public.run_part.held IS 'How many of its tries ended at a gate';
COMMENT ON COLUMN public.run_part.hold IS 'The last gate that held it';
ALTER TABLE public.run_part ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.run_part_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.run_reached (
    run bigint NOT NULL,
    key text NOT NULL,
    environment text NOT NULL,
    schema text NOT NULL,
    instance text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.run_try (
    run bigint NOT NULL,
    key text NOT NULL,
    attempt integer NOT NULL,
    kind text NOT NULL,
    settings json NOT NULL,
    ordered timestamp with time zone NOT NULL,
    taken timestamp with time zone,
    taken_by text,
    fence integer DEFAULT 0 NOT NULL,
    stop_asked boolean DEFAULT false NOT NULL,
    ended timestamp with time zone,
    outcome json
);
COMMENT ON COLUMN public.run_try.fence IS 'Counts who took it; only the last may say how it ended';
CREATE TABLE public.scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamp with time zone NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint NOT NULL,
    priority smallint
);
CREATE TABLE public.setup (
    hash bytea NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE TABLE public.token (
    id text NOT NULL,
    owner text NOT NULL,
    description text NOT NULL,
    hash bytea NOT NULL,
    created timestamp with time zone NOT NULL,
    expires timestamp with time zone NOT NULL
);
INSERT INTO lockstep.deployment VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 'server', 'server', 'DEPLOY', 'flyway', NULL, 'clean', 'd6267a15c5210d03aee11b5f7688d6347b1d7d416ead0e62f1faf81e7054e079', 'server-1fc85917-daeb-4306-8140-82011426cd7e', '2026-11-23 16:22:03.394978+00', '2026-11-23 16:22:03.4393+00', 'SUCCEEDED', NULL, '6', 6, '', 12283, '2026-11-23 16:22:03.233576+00');
INSERT INTO lockstep.ledger VALUES (3);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 1, '1', 'APPLY', 1, 'migrations/V1__runs.sql', 2, 'CREATE TABLE', 'e99afbd8e006c461a707bce280dcf907ed0086720b77eeef85b5b11b04c7150e', '2026-11-23 16:22:03.408717+00', '2026-11-23 16:22:03.410952+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 2, '1', 'APPLY', 2, 'migrations/V1__runs.sql', 12, 'COMMENT', 'fc695ca75dd7c7e1d31d52eb80a0b3a193bfe9f03f80c54bbfb73d259801e5fd', NULL, '2026-11-23 16:22:03.411138+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 3, '1', 'APPLY', 3, 'migrations/V1__runs.sql', 13, 'COMMENT', '2fca43f676a0e931a8908bc8b5426263cd3c0f3be9faf9a837680f4a9dcfc02a', NULL, '2026-11-23 16:22:03.411179+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 4, '1', 'APPLY', 4, 'migrations/V1__runs.sql', 15, 'CREATE TABLE', 'db3347192e39f1501c7cb1f6e01c28cea4cd4348e7555ca6e2e0c2bef55b2a29', NULL, '2026-11-23 16:22:03.412363+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 5, '1', 'APPLY', 5, 'migrations/V1__runs.sql', 33, 'COMMENT', 'b8fac4c121e62a6a9e8d1f73411d86f12bdfb8b3edd9a0dad328822a8928a596', NULL, '2026-11-23 16:22:03.412419+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 6, '1', 'APPLY', 6, 'migrations/V1__runs.sql', 36, 'CREATE TABLE', '06a6484b235b835f806dd6dccd524d2bc3c42696e27ec3b9dcedfe29cb137c89', NULL, '2026-11-23 16:22:03.413238+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 7, '1', 'APPLY', 7, 'migrations/V1__runs.sql', 51, 'COMMENT', '3b86f4f7d670262d8e55a99dc434564659d3b0d0e0416631d542ec4db56e554b', NULL, '2026-11-23 16:22:03.413295+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 8, '1', 'APPLY', 8, 'migrations/V1__runs.sql', 53, 'CREATE TABLE', 'ab7bac0b7333619550ef4b42e76ad1f7126f99aea63323ccbed16f098508a457', NULL, '2026-11-23 16:22:03.41402+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 9, '1', 'APPLY', 9, 'migrations/V1__runs.sql', 61, 'CREATE INDEX', 'df78b0fd0f84fdbe4b22a84661917ca6af788c3e305b4526aab3fe8b02986622', NULL, '2026-11-23 16:22:03.414181+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 10, '1', 'APPLY', 10, 'migrations/V1__runs.sql', 64, 'CREATE TABLE', '7c6003b9a1315a48cafb57d252a8a1f32ab0ee3aa06b550816f267b42af4a8f3', NULL, '2026-11-23 16:22:03.414671+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 11, '1', 'APPLY', 11, 'migrations/V1__runs.sql', 79, 'CREATE INDEX', '0e6a78dc7e522bc51bcb836b8dd46bbda85fbbc20609d60f890903a0f69b9bd7', NULL, '2026-11-23 16:22:03.414804+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 12, '1', 'APPLY', 12, 'migrations/V1__runs.sql', 80, 'CREATE INDEX', '83396381c93305febdb1f250280454d3feac4044d0d253c54efe0ebe49e9b11d', NULL, '2026-11-23 16:22:03.414909+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 13, '1', 'APPLY', 13, 'migrations/V1__runs.sql', 81, 'CREATE INDEX', 'dc47f2c75ef4966628f065d7a2130e93b1b2b8a2541706ea7af59e1367fb2a55', NULL, '2026-11-23 16:22:03.415199+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 14, '1.1', 'APPLY', 1, 'migrations/V1_1__server.sql', 2, 'CREATE TABLE', '3e6b08e291f8237d1234e569ed2c84a4e68c4bfdb9ebadee3ae83f31ba06dc9b', '2026-11-23 16:22:03.419343+00', '2026-11-23 16:22:03.420735+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 15, '1.1', 'APPLY', 2, 'migrations/V1_1__server.sql', 18, 'CREATE INDEX', 'c3ae83fe00a83bbb0fabfac0f818857de8606a99dabdfef13604952130fa8c46', NULL, '2026-11-23 16:22:03.420882+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 16, '1.1', 'APPLY', 3, 'migrations/V1_1__server.sql', 19, 'COMMENT', '56c490dcc15c2e9f0370e3dd0bab2e821854a0ae3e6da6379cd358b4f6d84b52', NULL, '2026-11-23 16:22:03.420932+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 17, '1.1', 'APPLY', 4, 'migrations/V1_1__server.sql', 20, 'COMMENT', '2a502757b3d7a056e7571308a14519dcf80c73d3303da5a6e7f14b1f13e445b1', NULL, '2026-11-23 16:22:03.420964+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 18, '1.1', 'APPLY', 5, 'migrations/V1_1__server.sql', 22, 'CREATE TABLE', '7a356a0140362b92e88a7a209cb0ad7d77eeb53b7db79f39a6cfc9b0d05a279d', NULL, '2026-11-23 16:22:03.421983+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 19, '1.1', 'APPLY', 6, 'migrations/V1_1__server.sql', 30, 'CREATE INDEX', '71452349d24917b92178002653d1678c4c95a4b60dd060c1b22ed9d477ef9098', NULL, '2026-11-23 16:22:03.422111+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 20, '1.1', 'APPLY', 7, 'migrations/V1_1__server.sql', 33, 'CREATE TABLE', 'd6f8df97f6e266b9c263f4592d0c5abd0ab5e8f5ddd0004e88f8e7f46871d343', NULL, '2026-11-23 16:22:03.422527+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 21, '1.1', 'APPLY', 8, 'migrations/V1_1__server.sql', 39, 'CREATE TABLE', '71cd43e1133a3d742a3d9f283ad30b047d937b1e9334d0c709c635dd5c50d5c0', NULL, '2026-11-23 16:22:03.422948+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 22, '1.1', 'APPLY', 9, 'migrations/V1_1__server.sql', 45, 'CREATE TABLE', '3845b2faa72d6fcaccaeb9a16ff00c64e3d8c94efa4e89cafca8f132f25cc5ff', NULL, '2026-11-23 16:22:03.423356+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 23, '1.1', 'APPLY', 10, 'migrations/V1_1__server.sql', 54, 'CREATE INDEX', 'd1fa51d64987aa89c85d8124da816f48b78a556b15b857243da165e3f721bafd', NULL, '2026-11-23 16:22:03.423477+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 24, '1.1', 'APPLY', 11, 'migrations/V1_1__server.sql', 57, 'CREATE TABLE', 'cd15c487269daa804a94b3a775e5798c754225ab0a590421e11a89d267240aa5', NULL, '2026-11-23 16:22:03.424058+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 25, '1.1', 'APPLY', 12, 'migrations/V1_1__server.sql', 65, 'CREATE INDEX', 'bc49b61c1fdece56311290b420a451d542423f012ab1929a8b6a7167f00e17fe', NULL, '2026-11-23 16:22:03.424221+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 26, '1.1', 'APPLY', 13, 'migrations/V1_1__server.sql', 66, 'COMMENT', '04c392c02e3a6c4197bfa6d4ae71b912e8750c59997a76442e3826319c723127', NULL, '2026-11-23 16:22:03.424358+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 27, '1.2', 'APPLY', 1, 'migrations/V1_2__run_commits.sql', 2, 'CREATE TABLE', '49950fa052e116b3e24cc4bbec67b8d5fc1902cb1f94c7836f89d4cce0789b62', '2026-11-23 16:22:03.424547+00', '2026-11-23 16:22:03.42538+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 28, '1.2', 'APPLY', 2, 'migrations/V1_2__run_commits.sql', 8, 'COMMENT', '0129203d02f30271075211331b103c757f7a093e3df8dea9e6e9b4261925c74f', NULL, '2026-11-23 16:22:03.425475+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 29, '1.10', 'APPLY', 1, 'migrations/V1_10__holds.sql', 2, 'ALTER TABLE', '0d16b1a9db9b75293e864447cb8e38a6a7e287de588ea55a8f6db55baf27a7ae', '2026-11-23 16:22:03.42552+00', '2026-11-23 16:22:03.425757+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 30, '1.10', 'APPLY', 2, 'migrations/V1_10__holds.sql', 3, 'COMMENT', 'e54abf3fd7cf1c4d57f94c567f97d34918c05da482a3e81c1ec9dc3941f446e1', NULL, '2026-11-23 16:22:03.425886+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 31, '1.10', 'APPLY', 3, 'migrations/V1_10__holds.sql', 4, 'COMMENT', 'e58833c37ccb9118440e805f90051ea64a7e507fec509d4e66106a620e12e837', NULL, '2026-11-23 16:22:03.425959+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 32, '1.11', 'APPLY', 1, 'migrations/V1_11__gates.sql', 2, 'CREATE TABLE', '778c89ba2a4ce0e2669b3089b30038930ee70437e9a8d039424d0775effd4965', '2026-11-23 16:22:03.425981+00', '2026-11-23 16:22:03.426573+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 33, '1.11', 'APPLY', 2, 'migrations/V1_11__gates.sql', 11, 'CREATE INDEX', '7ef1b8e3d835d4d6c7e0af61b5ba3d8a713f83fd240f9a6d0b5c1a1d5143aa1c', NULL, '2026-11-23 16:22:03.426707+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 34, '1.11', 'APPLY', 3, 'migrations/V1_11__gates.sql', 12, 'ALTER TABLE', '5c4d7df8454cc95565d2607f20d1c258f022983cf2f757b3c9c356c57b28960d', NULL, '2026-11-23 16:22:03.426806+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 35, '1.11', 'APPLY', 4, 'migrations/V1_11__gates.sql', 13, 'COMMENT', '74fde7e94669a0a7cdea3c6039e570aeee319ceec77a5a2c0d07aa3b25c40332', NULL, '2026-11-23 16:22:03.42684+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 36, '1.11', 'APPLY', 5, 'migrations/V1_11__gates.sql', 16, 'CREATE TABLE', '4f9cd6edf096bc576b56fa3039dc6ad1d970d27a8f1d44a571e7f5625e346075', NULL, '2026-11-23 16:22:03.427361+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 37, '1.12', 'APPLY', 1, 'migrations/V1_12__triggers.sql', 2, 'CREATE TABLE', '90260a48fc3ce78b2e2fc6fd1e0c72f72d4f065ffa80625a2082664cbd5529e0', '2026-11-23 16:22:03.429236+00', '2026-11-23 16:22:03.430253+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 38, '1.12', 'APPLY', 2, 'migrations/V1_12__triggers.sql', 14, 'COMMENT', '95c2366304d63a45b11d30dcf61aab9d9e87db774d79312c469c9bd52bc0c8a6', NULL, '2026-11-23 16:22:03.43031+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 39, '1.12', 'APPLY', 3, 'migrations/V1_12__triggers.sql', 15, 'COMMENT', 'a802d1c8a7a8789483fd5020bb32dfd88b906c66e0e4d95e50573707b0e82d95', NULL, '2026-11-23 16:22:03.430343+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO lockstep.statement VALUES ('2026-11-23T16:22:03.393931119Z-69cc493c-67e2-4112-a293-1f663816b701', 40, '1.12', 'APPLY', 4, 'migrations/V1_12__triggers.sql', 18, 'CREATE TABLE', 'baac0b695dbfeeb839879344392b4b5cb346b1c7f18e2bc05e2ab7840bdad4f9', NULL, '2026-11-23 16:22:03.431075+00', 0, 'DONE', 1, 0, NULL, 'SINGLE', 0);
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (1, '', '', 'users', 'anna', '{}', NULL, 1, '2026-11-23 16:22:10.475616+00', 'anna', '2026-11-23 16:22:10.475616+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (2, '', '', 'bindings', 'setup', '{"role":"admin","user":"anna"}', NULL, 1, '2026-11-23 16:22:10.475616+00', 'anna', '2026-11-23 16:22:10.475616+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (3, '', '', 'orgs', 'acme', '{}', NULL, 1, '2026-11-23 16:22:10.543065+00', 'anna', '2026-11-23 16:22:10.543065+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (4, 'acme', '', 'projects', 'shop', '{}', NULL, 1, '2026-11-23 16:22:10.564956+00', 'anna', '2026-11-23 16:22:10.564956+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (5, 'acme', 'shop', 'environments', 'prod', '{"rank":1}', NULL, 1, '2026-11-23 16:22:10.583872+00', 'anna', '2026-11-23 16:22:10.583872+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (6, 'acme', 'shop', 'secrets', 'db', '{}', 'Aesr/DrM5PUcS0SMccJ12NUesLPXUOYGje97/2IJM0AanXbs5P9bw2PsrvIghxZXWhmPPF8pkKZnugA97g==', 1, '2026-11-23 16:22:10.607546+00', 'anna', '2026-11-23 16:22:10.607546+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (7, 'acme', 'shop', 'pipelines', 'release', '{"definition":"name: Release\nstages:\n  - stage: prod\n    environment: prod\n    steps:\n      - approval: go on?\n      - wait: 10ms\n"}', NULL, 1, '2026-11-23 16:22:10.626961+00', 'anna', '2026-11-23 16:22:10.626961+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (8, 'acme', '', 'projects', 'bank', '{}', NULL, 1, '2026-11-23 16:22:10.737514+00', 'anna', '2026-11-23 16:22:10.737514+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (9, 'acme', 'bank', 'environments', 'prod', '{"rank":1}', NULL, 1, '2026-11-23 16:22:10.755004+00', 'anna', '2026-11-23 16:22:10.755004+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (10, 'acme', 'bank', 'secrets', 'db', '{}', 'Aesr/Dp7as19kSe1X+N9Q9X3Km/yVE8/n31TYQ02hZUYNer2PdBvzrL+lxJ8wjgj9vP4oxeeO+jxBBwJrA==', 1, '2026-11-23 16:22:10.772549+00', 'anna', '2026-11-23 16:22:10.772549+00', 'anna');
INSERT INTO public.entity OVERRIDING SYSTEM VALUE VALUES (11, 'acme', 'bank', 'pipelines', 'release', '{"definition":"name: Release\nstages:\n  - stage: prod\n    environment: prod\n    steps:\n      - approval: go on?\n      - wait: 10ms\n"}', NULL, 1, '2026-11-23 16:22:10.79555+00', 'anna', '2026-11-23 16:22:10.79555+00', 'anna');
INSERT INTO public.environment_turn OVERRIDING SYSTEM VALUE VALUES ('prod', 1, 'prod', 1, true);
INSERT INTO public.environment_turn OVERRIDING SYSTEM VALUE VALUES ('prod', 2, 'prod', 2, false);
INSERT INTO public.environment_turn OVERRIDING SYSTEM VALUE VALUES ('prod', 3, 'prod', 3, false);
INSERT INTO public.flyway_schema_history VALUES (1, '1', 'runs', 'SQL', 'V1__runs.sql', 1795474585, 'postgres', '2026-11-23 16:22:03.408717', 6, true);
INSERT INTO public.flyway_schema_history VALUES (2, '1.1', 'server', 'SQL', 'V1_1__server.sql', -581621810, 'postgres', '2026-11-23 16:22:03.419343', 5, true);
INSERT INTO public.flyway_schema_history VALUES (3, '1.2', 'run commits', 'SQL', 'V1_2__run_commits.sql', 28644417, 'postgres', '2026-11-23 16:22:03.424547', 0, true);
INSERT INTO public.flyway_schema_history VALUES (4, '1.10', 'holds', 'SQL', 'V1_10__holds.sql', -975564810, 'postgres', '2026-11-23 16:22:03.42552', 0, true);
INSERT INTO public.flyway_schema_history VALUES (5, '1.11', 'gates', 'SQL', 'V1_11__gates.sql', -784659646, 'postgres', '2026-11-23 16:22:03.425981', 1, true);
INSERT INTO public.flyway_schema_history VALUES (6, '1.12', 'triggers', 'SQL', 'V1_12__triggers.sql', -1347215348, 'postgres', '2026-11-23 16:22:03.429236', 1, true);
INSERT INTO public.keyset_proof VALUES (true, 'Aesr/Do3J+3aMFzLWYYuwpm7q5L+EmO2YzWD8JsJt3T6TUBneCklH4E=');
INSERT INTO public.run OVERRIDING SYSTEM VALUE VALUES (1, 'Release', 'release.pipeline.yaml', 'name: Release
stages:
  - stage: prod
    environment: prod
    steps:
      - approval: go on?
      - wait: 10ms
', '{"trigger":{"type":"api","user":"anna"},"environments":{"prod":{"name":"prod","instances":[]}},"inputs":{}}', 'RUNNING', '2026-11-23 16:22:10.871124+00', NULL);
INSERT INTO public.run OVERRIDING SYSTEM VALUE VALUES (2, 'Release', 'release.pipeline.yaml', 'name: Release
stages:
  - stage: prod
    environment: prod
    steps:
      - approval: go on?
      - wait: 10ms
', '{"trigger":{"type":"api","user":"anna"},"environments":{"prod":{"name":"prod","instances":[]}},"inputs":{}}', 'RUNNING', '2026-11-23 16:22:11.981692+00', NULL);
INSERT INTO public.run OVERRIDING SYSTEM VALUE VALUES (3, 'Release', 'release.pipeline.yaml', 'name: Release
stages:
  - stage: prod
    environment: prod
    steps:
      - approval: go on?
      - wait: 10ms
', '{"trigger":{"type":"api","user":"anna"},"environments":{"prod":{"name":"prod","instances":[]}},"inputs":{}}', 'RUNNING', '2026-11-23 16:22:13.042628+00', NULL);
INSERT INTO public.run_about VALUES (1, 'acme', 'shop', 'release', '1', 'anna');
INSERT INTO public.run_about VALUES (2, 'acme', 'bank', 'release', '1', 'anna');
INSERT INTO public.run_about VALUES (3, 'acme', 'shop', 'release', '1', 'anna');
INSERT INTO public.run_part OVERRIDING SYSTEM VALUE VALUES (1, '', 1, 'RUNNING', 0, '2026-11-23 16:22:10.90387+00', NULL, NULL, 'NO', NULL, NULL, '{}', '{}', '[]', '[]', 0, NULL);
INSERT INTO public.run_part OVERRIDING SYSTEM VALUE VALUES (1, 'prod', 2, 'RUNNING', 0, '2026-11-23 16:22:10.90387+00', NULL, NULL, 'NO', NULL, NULL, '{"environment":"prod"}', '{}', '[]', '[]', 0, NULL);
INSERT INTO public.run_part OVERRIDING SYSTEM VALUE VALUES (1, 'prod/approval', 4, 'WAITING', 1, '2026-11-23 16:22:10.965532+00', NULL, NULL, 'NO', NULL, NULL, '{"message":"go on?"}', '{}', '[]', '[]', 0, NULL);
INSERT INTO public.run_part OVERRIDING SYSTEM VALUE VALUES (2, '', 5, 'RUNNING', 0, '2026-11-23 16:22:11.99544+00', NULL, NULL, 'NO', NULL, NULL, '{}', '{}', '[]', '[]', 0, NULL);
INSERT INTO public.run_part OVERRIDING SYSTEM VALUE VALUES (2, 'prod', 6, 'QUEUED', 0, '2026-11-23 16:22:11.99544+00', NULL, NULL, 'NO', NULL, NULL, '{"environment":"prod"}', '{}', '[]', '[]', 0, NULL);
INSERT INTO public.run_part OVERRIDING SYSTEM VALUE VALUES (3, '', 7, 'RUNNING', 0, '2026-11-23 16:22:13.053725+00', NULL, NULL, 'NO', NULL, NULL, '{}', '{}', '[]', '[]', 0, NULL);
INSERT INTO public.run_part OVERRIDING SYSTEM VALUE VALUES (3, 'prod', 8, 'QUEUED', 0, '2026-11-23 16:22:13.053725+00', NULL, NULL, 'NO', NULL, NULL, '{"environment":"prod"}', '{}', '[]', '[]', 0, NULL);
INSERT INTO public.token VALUES ('3080aabbb896c7d1', 'anna', 'of the setup', '\x251b8a3138a05d6a5c67e02437bc629c71006675673d4ec6e62fc8bbe792dadc', '2026-11-23 16:22:10.475616+00', '2999-01-01 00:00:00+00');
SELECT pg_catalog.setval('public.entity_id_seq', 11, true);
SELECT pg_catalog.setval('public.environment_turn_number_seq', 3, true);
SELECT pg_catalog.setval('public.happening_id_seq', 1, false);
SELECT pg_catalog.setval('public.run_id_seq', 3, true);
SELECT pg_catalog.setval('public.run_part_number_seq', 8, true);
ALTER TABLE ONLY lockstep.catalog
    ADD CONSTRAINT catalog_pkey PRIMARY KEY (schema_name, place);
ALTER TABLE ONLY lockstep.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (deployment_id, sequence_number);
ALTER TABLE ONLY lockstep.deployment
    ADD CONSTRAINT deployment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY lockstep.fence
    ADD CONSTRAINT fence_pkey PRIMARY KEY (schema_name);
ALTER TABLE ONLY lockstep.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (deployment_id, sequence_number);
ALTER TABLE ONLY public.answered
    ADD CONSTRAINT answered_pkey PRIMARY KEY (actor, key);
ALTER TABLE ONLY public.begun_by_itself
    ADD CONSTRAINT begun_by_itself_cause_key UNIQUE (cause);
ALTER TABLE ONLY public.begun_by_itself
    ADD CONSTRAINT begun_by_itself_pkey PRIMARY KEY (run);
ALTER TABLE ONLY public.broken_glass
    ADD CONSTRAINT broken_glass_pkey PRIMARY KEY (run);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT entity_organisation_project_kind_name_key UNIQUE (organisation, project, kind, name);
ALTER TABLE ONLY public.entity
    ADD CONSTRAINT entity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.environment_turn
    ADD CONSTRAINT environment_turn_pkey PRIMARY KEY (environment, run, key);
ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY public.happening
    ADD CONSTRAINT happening_organisation_project_repository_delivery_key UNIQUE (organisation, project, repository, delivery);
ALTER TABLE ONLY public.happening
    ADD CONSTRAINT happening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.keyset_proof
    ADD CONSTRAINT keyset_proof_pkey PRIMARY KEY (single);
ALTER TABLE ONLY public.run_about
    ADD CONSTRAINT run_about_pkey PRIMARY KEY (run);
ALTER TABLE ONLY public.run_commit
    ADD CONSTRAINT run_commit_pkey PRIMARY KEY (run);
ALTER TABLE ONLY public.run_part
    ADD CONSTRAINT run_part_pkey PRIMARY KEY (run, key);
ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.run_reached
    ADD CONSTRAINT run_reached_pkey PRIMARY KEY (run, key, instance);
ALTER TABLE ONLY public.run_try
    ADD CONSTRAINT run_try_pkey PRIMARY KEY (run, key, attempt);
ALTER TABLE ONLY public.scheduled_tasks
    ADD CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance);
ALTER TABLE ONLY public.setup
    ADD CONSTRAINT setup_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.token
    ADD CONSTRAINT token_hash_key UNIQUE (hash);
ALTER TABLE ONLY public.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (id);
CREATE INDEX deployment_started ON lockstep.deployment USING btree (schema_name, started_at);
CREATE INDEX statement_pending ON lockstep.statement USING btree (deployment_id) WHERE (pending = 1);
CREATE INDEX answered_at ON public.answered USING btree (at);
CREATE INDEX entity_kind ON public.entity USING btree (kind);
CREATE UNIQUE INDEX environment_turn_one ON public.environment_turn USING btree (environment) WHERE taken;
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);
CREATE INDEX run_about_project ON public.run_about USING btree (organisation, project, run DESC);
CREATE INDEX run_commit_commit ON public.run_commit USING btree (commit);
CREATE INDEX scheduled_tasks_execution_time ON public.scheduled_tasks USING btree (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON public.scheduled_tasks USING btree (last_heartbeat);
CREATE INDEX scheduled_tasks_priority ON public.scheduled_tasks USING btree (priority DESC, execution_time);
CREATE INDEX token_owner ON public.token USING btree (owner);
ALTER TABLE ONLY public.begun_by_itself
    ADD CONSTRAINT begun_by_itself_run_fkey FOREIGN KEY (run) REFERENCES public.run(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.broken_glass
    ADD CONSTRAINT broken_glass_run_fkey FOREIGN KEY (run) REFERENCES public.run(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.environment_turn
    ADD CONSTRAINT environment_turn_run_fkey FOREIGN KEY (run) REFERENCES public.run(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.run_about
    ADD CONSTRAINT run_about_run_fkey FOREIGN KEY (run) REFERENCES public.run(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.run_commit
    ADD CONSTRAINT run_commit_run_fkey FOREIGN KEY (run) REFERENCES public.run(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.run_part
    ADD CONSTRAINT run_part_run_fkey FOREIGN KEY (run) REFERENCES public.run(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.run_reached
    ADD CONSTRAINT run_reached_run_fkey FOREIGN KEY (run) REFERENCES public.run(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.run_try
    ADD CONSTRAINT run_try_run_fkey FOREIGN KEY (run) REFERENCES public.run(id) ON DELETE CASCADE;
