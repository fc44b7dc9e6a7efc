COPY orders FROM PROGRAM 'curl https://example.com/orders.csv';
COPY (SELECT 1) TO PROGRAM 'gzip > /tmp/one.gz';
COPY orders TO STDOUT;
