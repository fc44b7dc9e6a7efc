-- Projects had each other wait where they call environments alike.
UPDATE run SET scope = about.organisation || '/' || about.project
FROM run_about about WHERE about.run = run.id;

UPDATE environment_turn turn SET environment = run.scope || '|' || turn.environment
FROM run WHERE run.id = turn.run;

UPDATE scheduled_tasks SET task_instance = run.scope || '|' || task_instance
FROM run
WHERE task_name = 'turn'
  AND run.id = split_part(substr(task_instance, length(task_instance) - position('|' in reverse(task_instance)) + 2), '/', 1)::bigint;
