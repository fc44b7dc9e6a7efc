select 1;
  insert into t values ("abc\");
