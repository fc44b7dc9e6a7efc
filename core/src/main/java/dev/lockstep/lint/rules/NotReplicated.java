package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.SetVariable;
import java.util.Set;

/// Statements are kept from the replicas.
final class NotReplicated implements Rule {
  private static final Description ABOUT =
      new Description(
          "not-replicated",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "With sql_log_bin or wsrep_on switched off, this server and its replicas are "
              + "different from then on, and replication breaks on the first statement that "
              + "meets the difference.",
          "Leave it on.");

  @Override
  public Description about() {
    return ABOUT;
  }

  private static final Set<String> LOGS = Set.of("sql_log_bin", "wsrep_on");

  @Override
  public void check(Operation operation, Scene scene) {
    if (operation instanceof SetVariable set
        && LOGS.contains(set.name())
        && Online.isOff(set.value())) {
      scene.say("No replica gets to know what comes behind this.", ABOUT.instead());
    }
  }
}
