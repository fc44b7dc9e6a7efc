SELECT a, b, x, y FROM t, alone
