ALTER DATABASE shop SET default_transaction_read_only = on;
ALTER DATABASE shop CONNECTION LIMIT 0;
ALTER ROLE app NOLOGIN;
ALTER ROLE app SET search_path = public;
