SELECT id, (x).a, (x).b, (x).n, x IS NOT DISTINCT FROM NULL FROM t ORDER BY id;
SELECT id, array_lower(y, 1), (y[1]).a, (y[1]).b, y[2] IS NOT DISTINCT FROM NULL, (y[2]).a, (y[3]).b FROM t ORDER BY id;
SELECT id, (w).a, (w).b, w IS NOT DISTINCT FROM NULL, (l).a, (l).b FROM t ORDER BY id;
