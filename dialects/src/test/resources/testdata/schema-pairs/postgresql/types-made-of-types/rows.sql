SELECT id, x, xs, l, k, g FROM t
