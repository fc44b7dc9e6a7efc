package dev.lockstep.engines.flyway;

import dev.lockstep.migration.Engine.RunListener;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.source.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/// Follows the library's events and tells the run's listener.
///
/// *Shape*: the library speaks of a migration's end before it is committed; the listener hears of
/// it when the next one begins or the whole run has ended, and by then it is. When all of them
/// share one transaction, it hears of all at the end.
final class RunProgress implements Callback {
  private final Map<String, PlannedMigration> planned = new HashMap<>();
  private final RunListener listener;
  private final boolean together;
  private final List<PlannedMigration> waiting = new ArrayList<>();
  private @Nullable PlannedMigration current;
  private int statement = -1;

  RunProgress(List<PlannedMigration> stretch, RunListener listener, boolean together) {
    stretch.forEach(each -> planned.put(each.migration().id(), each));
    this.listener = listener;
    this.together = together;
  }

  @Override
  public boolean supports(Event event, @Nullable Context context) {
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.BEFORE_EACH_MIGRATE_STATEMENT;
  }

  @Override
  public boolean canHandleInTransaction(Event event, @Nullable Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    if (event == Event.BEFORE_EACH_MIGRATE_STATEMENT) {
      statement++;
      return;
    }
    if (!together) {
      succeeded();
    }
    PlannedMigration next = planned.get(id(context.getMigrationInfo()));
    current = next;
    statement = -1;
    if (next != null) {
      waiting.add(next);
      listener.started(next);
    }
  }

  @Override
  public String getCallbackName() {
    return "lockstep";
  }

  private static String id(MigrationInfo info) {
    if (info.getVersion() == null) {
      return ScriptKind.REPEATABLE.idPrefix() + info.getDescription();
    }
    ScriptKind kind = info.getType().isBaseline() ? ScriptKind.BASELINE : ScriptKind.VERSIONED;
    return kind.idPrefix() + info.getVersion();
  }

  /// Tells the listener that everything begun so far is done.
  void succeeded() {
    waiting.forEach(listener::finished);
    waiting.clear();
  }

  /// Names the file and line at which the run stands; empty before the first migration.
  String place() {
    PlannedMigration at = current;
    if (at == null) {
      return "";
    }
    if (statement >= 0 && statement < at.statements().size()) {
      return at.statements().get(statement).source().toString();
    }
    SourceLocation source = at.migration().source();
    return source == null ? at.migration().id() : source.toString();
  }
}
