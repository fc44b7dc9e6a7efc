create rule keep as on delete to t do instead (update t set a = 1; insert into log values (';'));
create rule none as on insert to t do nothing;
alter rule none on t rename to nothing;
