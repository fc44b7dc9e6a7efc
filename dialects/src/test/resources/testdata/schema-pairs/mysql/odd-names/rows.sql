INSERT INTO `a``b.c d` (`x y`, `'q'`) VALUES (1, 2);
