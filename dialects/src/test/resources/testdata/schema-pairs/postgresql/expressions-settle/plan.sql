CREATE DOMAIN public.dom AS character varying;
ALTER DOMAIN public.dom ADD CONSTRAINT dom_check CHECK ((((VALUE)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])) AND ((length((VALUE)::text) >= 1) AND (length((VALUE)::text) <= 2)) AND true));
CREATE TABLE public.def (
  x integer DEFAULT (1 + 2),
  g boolean GENERATED ALWAYS AS (((y >= 1) AND (y <= 2) AND (y <> 3))) STORED,
  y integer DEFAULT '-1'::integer,
  z character varying DEFAULT (('a'::character varying)::text || 'b'::text)
);
CREATE OR REPLACE FUNCTION public.atomic(x integer, y text)
 RETURNS boolean
 LANGUAGE sql
BEGIN ATOMIC
 SELECT ((x >= 1) AND (x <= 2) AND (y = ANY (ARRAY['a'::text, 'b'::text])) AND true);
END;
CREATE OR REPLACE FUNCTION public.tf()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN RETURN NEW; END$function$;
ALTER TABLE public.def ADD CONSTRAINT def_z_check CHECK (((z)::text = 'a'::text));
CREATE INDEX i1 ON public.c USING btree (lower((a)::text)) WHERE ((a)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]));
CREATE INDEX i2 ON public.c USING btree (((n + 1)), (((a)::text || 'x'::text))) WHERE ((n >= 1) AND (n <= 2) AND b);
CREATE VIEW public.v1 AS
 SELECT a,
    n,
    t,
    d,
    j,
    b,
    s,
    c,
    ts,
    ar
   FROM public.c
  WHERE ((a)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]));
CREATE VIEW public.v10 AS
 SELECT (((n + 1) * 2) - '-3'::integer) AS m,
    (- n) AS mm,
    (NOT b) AS nb,
    (n IS DISTINCT FROM 1) AS i,
    (d - '1 day'::interval) AS k,
    (t ~ similar_to_escape('a'::text)) AS si,
    (t !~ 'x'::text) AS r,
    (1.0)::double precision AS f,
    '-1'::integer AS mi,
    ('-1'::integer)::bigint AS mj,
    'a'::bpchar AS bp,
    ARRAY[(1)::bigint, (2)::bigint] AS ab,
    '2020-01-01'::date AS dd,
    '1 day'::interval day AS id,
    NULL::integer AS nn,
    (b IS UNKNOWN) AS u,
    (((a)::text || 'x'::text) || t) AS cat
   FROM public.c;
CREATE VIEW public.v11 AS
 SELECT c.a
   FROM ((public.c
     CROSS JOIN LATERAL ( SELECT unnest(c.ar) AS u) l)
     LEFT JOIN public.c c3 USING (n))
  WHERE (((c.a)::text = 'x'::text) OR ((c.a)::text = 'y'::text) OR (((c.a)::text = 'z'::text) OR c.b));
CREATE VIEW public.v12 AS
 SELECT NULLIF((a)::text, 'x'::text) AS "nullif",
    GREATEST(n, 1) AS "greatest",
    LEAST(n, (s)::integer, 1) AS "least",
    CURRENT_DATE AS cd,
    LOCALTIMESTAMP AS lt,
    CURRENT_USER AS cu,
    XMLELEMENT(NAME foo, a) AS x,
    string_agg((a)::text, ','::text ORDER BY n) AS string_agg,
    GROUPING(n) AS "grouping",
    count(DISTINCT s) AS count
   FROM public.c
  GROUP BY a, n, ROLLUP(s);
CREATE VIEW public.v13 AS
 SELECT a,
    n,
    t,
    d,
    j,
    b,
    s,
    c,
    ts,
    ar
   FROM public.c
  WHERE ((d >= '2020-01-01'::date) AND (d <= '2021-01-01'::date) AND (n IS NOT NULL));
CREATE VIEW public.v14 AS
 SELECT o.n,
    p.t
   FROM (public.c o
     LEFT JOIN public.c p ON (true));
CREATE VIEW public.v15 AS
 SELECT c.a,
    c.n,
    c.t,
    c.d,
    c.j,
    c.b,
    c.s,
    c.c,
    c.ts,
    c.ar,
    o.other
   FROM (public.c
     LEFT JOIN ( SELECT 1 AS other) o ON (true));
CREATE VIEW public.v2 AS
 SELECT a,
    n,
    t,
    d,
    j,
    b,
    s,
    c,
    ts,
    ar
   FROM public.c
  WHERE (c <> ALL (ARRAY['abc'::bpchar, 'def'::bpchar]));
CREATE VIEW public.v3 AS
 SELECT
        CASE
            WHEN ((a)::text = 'x'::text) THEN 1
            ELSE 2
        END AS q,
        CASE n
            WHEN 1 THEN 'a'::text
            ELSE 'b'::text
        END AS r,
    COALESCE(a, 'x'::character varying) AS z,
    ((n)::text || 'a'::text) AS "?column?"
   FROM public.c;
CREATE VIEW public.v4 AS
 SELECT EXTRACT(year FROM d) AS "extract",
    POSITION(('a'::text) IN (t)) AS "position",
    SUBSTRING(t FROM 1 FOR 2) AS "substring",
    TRIM(BOTH FROM t) AS btrim,
    OVERLAY(t PLACING 'a'::text FROM 1) AS "overlay",
    (d AT TIME ZONE 'UTC'::text) AS timezone,
    ((ts, ts) OVERLAPS (ts, ts)) AS o
   FROM public.c;
CREATE VIEW public.v5 AS
 SELECT c.n,
    c.a,
    c.t,
    c.d,
    c.j,
    c.b,
    c.s,
    c.c,
    c.ts,
    c.ar,
    q.m
   FROM (public.c
     JOIN ( SELECT c_1.n,
            max(c_1.s) AS m
           FROM public.c c_1
          GROUP BY c_1.n
         HAVING ((max(c_1.s) > 1) AND ((count(*) >= 1) AND (count(*) <= 2)) AND true)) q USING (n));
CREATE VIEW public.v6 AS
 SELECT row_number() OVER (PARTITION BY a ORDER BY n DESC NULLS LAST) AS row_number,
    sum(n) FILTER (WHERE (b AND ((n >= 1) AND (n <= 2)) AND (s = 1))) OVER w AS sum
   FROM public.c
  WINDOW w AS (ORDER BY n ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
CREATE VIEW public.v7 AS
(
        (
                 SELECT 1 AS x
                UNION ALL
                 SELECT 2 AS x
        ) UNION
         SELECT 3 AS x
) EXCEPT
 SELECT 4 AS x
  ORDER BY 1
 LIMIT 3;
CREATE VIEW public.v8 AS
 WITH RECURSIVE q AS (
         SELECT 1 AS i
        UNION ALL
         SELECT (q_1.i + 1)
           FROM q q_1
          WHERE ((q_1.i < 5) AND ((q_1.i >= 1) AND (q_1.i <= 3)))
        )
 SELECT i
   FROM q;
CREATE VIEW public.v9 AS
 SELECT a,
    n,
    t,
    d,
    j,
    b,
    s,
    c,
    ts,
    ar
   FROM public.c
  WHERE ((n = ANY (ar)) AND (n <> ALL (ARRAY[1, 2])) AND ((n, s) IN ( SELECT 1,
            2)) AND (EXISTS ( SELECT 1
           FROM public.c c2
          WHERE ((c2.n = c.n) AND ((c2.d >= '2020-01-01'::date) AND (c2.d <= now()))))) AND ((((a)::text >= 'x'::text) AND ((a)::text <= 'y'::text)) OR (((a)::text >= 'y'::text) AND ((a)::text <= 'x'::text))));
CREATE MATERIALIZED VIEW public.m AS
 SELECT n
   FROM public.c
  WHERE ((n >= 1) AND (n <= 2) AND (b OR (t = 'a'::text) OR ((d >= '2020-01-01'::date) AND (d <= now()) AND b)));
CREATE STATISTICS public.st ON a, (n >= 1 AND n <= 2 AND b) FROM public.c;
CREATE TRIGGER tr BEFORE UPDATE ON public.c FOR EACH ROW WHEN (((new.n >= 1) AND (new.n <= 2) AND new.b)) EXECUTE FUNCTION public.tf();
CREATE RULE ru AS
    ON UPDATE TO public.c
   WHERE ((new.n >= 1) AND (new.n <= 2) AND old.b) DO INSTEAD NOTHING;
CREATE POLICY po ON public.c TO PUBLIC USING ((((a)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text])) AND ((n >= 1) AND (n <= 2)) AND b));
