SELECT a, c FROM heir; SELECT x FROM of_named
