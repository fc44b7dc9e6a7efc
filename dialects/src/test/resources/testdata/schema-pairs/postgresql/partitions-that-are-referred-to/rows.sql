SELECT ev.id, fk.again FROM ev JOIN fk USING (id)
