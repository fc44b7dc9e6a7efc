; SELECT 1;; /* between */ SELECT 2 ; 
