SELECT id, l, m, k, g FROM t
