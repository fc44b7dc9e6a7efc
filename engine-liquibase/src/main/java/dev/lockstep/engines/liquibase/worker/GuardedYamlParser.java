package dev.lockstep.engines.liquibase.worker;

import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.parser.core.yaml.YamlChangeLogParser;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/// Reads Yaml changelogs as Liquibase does, after a look over the file and with an eye on its
/// includes. Answers only inside a scope of Lockstep's.
final class GuardedYamlParser extends YamlChangeLogParser {
  @Override
  public int getPriority() {
    return super.getPriority() + 1;
  }

  @Override
  public boolean supports(String file, ResourceAccessor accessor) {
    return Scope.getCurrentScope().has(Slot.MARK) && super.supports(file, accessor);
  }

  @Override
  public @Nullable DatabaseChangeLog parse(
      String file, ChangeLogParameters parameters, ResourceAccessor accessor) {
    return Scope.getCurrentScope()
        .get(Slot.MARK, Reading.class)
        .parse(file, Reading.Format.YAML, () -> super.parse(file, parameters, accessor));
  }
}
