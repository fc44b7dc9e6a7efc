DO LANGUAGE plpgsql $body$ BEGIN PERFORM 1; END $body$;
