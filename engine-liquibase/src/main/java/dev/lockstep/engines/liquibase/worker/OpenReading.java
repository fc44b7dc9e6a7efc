package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.BackwardSql;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ForwardSql;
import dev.lockstep.engines.liquibase.bridge.OpenChangelog;
import java.util.HashMap;
import java.util.Map;
import liquibase.Scope;

/// Holds one parsed changelog in its slot and generates from it.
final class OpenReading implements OpenChangelog {
  private final Slot slot;
  private final TreeAccessor accessor;
  private final Reading reading;
  private final FactsConnection facts;
  private final ParsedChangelog parsed;
  private final ChangelogDefinition definition;
  private final SqlGeneration generation;

  OpenReading(Slot slot, ChangelogRequest request) {
    this.slot = slot;
    this.accessor = new TreeAccessor(request.files(), request.options().searchRoots());
    this.reading = new Reading(accessor, request.options());
    this.facts = new FactsConnection(request.server());
    this.parsed =
        slot.within(
            reading,
            scopeValues(),
            () -> ParsedChangelog.read(request, accessor, facts.connection()));
    DefinitionReader definitions = new DefinitionReader(request, parsed, reading, accessor, facts);
    this.definition = inSlot(definitions::read);
    StatementPlaces places = new StatementPlaces(accessor, definitions::location);
    this.generation = new SqlGeneration(parsed, facts, places, request.server().database());
  }

  @Override
  public ChangelogDefinition definition() {
    return definition;
  }

  @Override
  public ForwardSql forward(int index) {
    return inSlot(() -> generation.forward(parsed.changelog().getChangeSets().get(index)));
  }

  @Override
  public BackwardSql backward(int index) {
    return inSlot(() -> generation.backward(parsed.changelog().getChangeSets().get(index)));
  }

  @Override
  public void close() {}

  private <T> T inSlot(Slot.Work<T> work) {
    Map<String, Object> values = scopeValues();
    values.put(Scope.Attr.database.name(), parsed.database());
    return slot.within(reading, values, work);
  }

  private Map<String, Object> scopeValues() {
    Map<String, Object> values = new HashMap<>();
    values.put(Scope.Attr.resourceAccessor.name(), accessor);
    return values;
  }
}
