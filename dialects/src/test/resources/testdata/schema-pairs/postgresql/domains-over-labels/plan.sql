ALTER TABLE public.people ALTER COLUMN bare TYPE public.state USING bare::text::public.state;
ALTER TABLE public.people ALTER COLUMN inside TYPE public.old_state USING inside::text::public.old_state;
ALTER TABLE public.people ALTER COLUMN list TYPE public.old_state[] USING list::text[]::public.old_state[];
ALTER TABLE public.people ALTER COLUMN other TYPE public.old_state USING other::text::public.old_state;
ALTER TABLE public.people ALTER COLUMN plain TYPE public.old_state USING plain::text::public.old_state;
ALTER TABLE public.people ALTER COLUMN same TYPE public.other_mood USING same::text::public.other_mood;
