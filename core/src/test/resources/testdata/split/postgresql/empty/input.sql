
  -- nothing
/* at all */ ;
