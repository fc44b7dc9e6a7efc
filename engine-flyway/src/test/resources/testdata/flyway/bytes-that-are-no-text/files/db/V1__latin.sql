select 1;
-- größer
