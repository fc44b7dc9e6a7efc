SELECT -a ^ 2 * b + c::int[] || d AT TIME ZONE 'UTC' < e AND NOT f OR g IS DISTINCT FROM h;
