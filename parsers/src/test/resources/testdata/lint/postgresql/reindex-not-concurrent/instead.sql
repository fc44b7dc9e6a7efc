-- in the place of statement 1
REINDEX TABLE CONCURRENTLY orders;

-- in the place of statement 4
REINDEX (VERBOSE) SCHEMA CONCURRENTLY s;
