WITH x AS MATERIALIZED (SELECT 1) UPDATE t SET (a, b) = (1, 2), c[1] = 3 FROM x WHERE t.id = x.id;
