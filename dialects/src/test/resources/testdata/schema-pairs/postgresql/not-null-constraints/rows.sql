SELECT * FROM measures ORDER BY day;
SELECT * FROM heir;
