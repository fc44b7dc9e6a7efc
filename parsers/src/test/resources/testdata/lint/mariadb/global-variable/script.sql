SET GLOBAL max_connections = 500;
SET SESSION sort_buffer_size = 1000000;
SET @@global.innodb_flush_log_at_trx_commit = 2;
