select 1;
  /* open /* nested */
