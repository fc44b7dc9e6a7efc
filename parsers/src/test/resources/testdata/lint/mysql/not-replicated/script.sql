SET sql_log_bin = 0;
SET SESSION sql_log_bin = 1;
