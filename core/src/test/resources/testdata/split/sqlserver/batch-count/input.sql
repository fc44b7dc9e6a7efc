select 1;
GO 5
