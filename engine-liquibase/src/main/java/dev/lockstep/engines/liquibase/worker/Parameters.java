package dev.lockstep.engines.liquibase.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import liquibase.ContextExpression;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Labels;
import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.parser.core.ParsedNode;
import liquibase.parser.core.ParsedNodeException;
import org.jspecify.annotations.Nullable;

/// Resolves `${name}` in changelogs from the project's own values and the changelogs' properties.
///
/// Liquibase's own resolution prefers the environment and the system properties of its process,
/// which would let a changelog read a server's secrets; here they do not exist.
final class Parameters extends ChangeLogParameters {
  // Without initialisers: the superclass's constructor already calls set().
  private @Nullable List<Parameter> global;
  private @Nullable Map<String, List<Parameter>> local;
  private boolean deploymentIdRead;

  Parameters(
      Database database,
      SequencedMap<String, String> values,
      Contexts contexts,
      LabelExpression labels) {
    super(database);
    setContexts(contexts);
    setLabels(labels);
    List<Parameter> known = global();
    List<Parameter> builtIn = new ArrayList<>(known);
    known.clear();
    values.forEach((name, value) -> set(name, value));
    known.addAll(builtIn);
  }

  /// Tells whether a changelog used the id of the deployment, which differs from run to run.
  boolean deploymentIdRead() {
    return deploymentIdRead;
  }

  @Override
  public void set(
      String key,
      @Nullable Object value,
      @Nullable ContextExpression contexts,
      @Nullable Labels labels,
      String @Nullable ... databases) {
    global().add(parameter(key, value, contexts, labels, databases));
  }

  @Override
  public void setLocal(
      String key,
      @Nullable Object value,
      DatabaseChangeLog changelog,
      @Nullable ContextExpression contexts,
      @Nullable Labels labels,
      String @Nullable ... databases) {
    if (local == null) {
      local = new HashMap<>();
    }
    local
        .computeIfAbsent(changelog.getLogicalFilePath(), _ -> new ArrayList<>())
        .addFirst(parameter(key, value, contexts, labels, databases));
  }

  @Override
  public @Nullable Object getValue(String key, @Nullable DatabaseChangeLog changelog) {
    Object ofThisRun = changelog == null ? null : runValue(key, changelog);
    if (ofThisRun != null) {
      return ofThisRun;
    }
    Parameter found = find(global(), key);
    for (DatabaseChangeLog at = changelog; found == null && at != null; ) {
      found = local == null ? null : find(local.get(at.getLogicalFilePath()), key);
      at = at.getParentChangeLog();
    }
    return found == null ? null : found.value();
  }

  @Override
  public boolean hasValue(String key, @Nullable DatabaseChangeLog changelog) {
    return getValue(key, changelog) != null;
  }

  private @Nullable Object runValue(String key, DatabaseChangeLog changelog) {
    return switch (key.toUpperCase(java.util.Locale.ROOT)) {
      case "LIQUIBASE_EXECUTION_DEPLOYMENT_ID" -> {
        deploymentIdRead = true;
        yield Scope.getCurrentScope().getDeploymentId();
      }
      case "LIQUIBASE_EXECUTION_CHANGELOG_FILE" -> changelog.getFilePath();
      case "LIQUIBASE_EXECUTION_CHANGESET_ID" -> ofChangeset(changelog, "id");
      case "LIQUIBASE_EXECUTION_CHANGESET_AUTHOR" -> ofChangeset(changelog, "author");
      default -> null;
    };
  }

  private static @Nullable String ofChangeset(DatabaseChangeLog changelog, String attribute) {
    ParsedNode node = changelog.getCurrentlyLoadedChangeSetNode();
    try {
      return node == null ? null : node.getChildValue(null, attribute, String.class);
    } catch (ParsedNodeException e) {
      return null;
    }
  }

  private @Nullable Parameter find(@Nullable List<Parameter> among, String key) {
    if (among == null) {
      return null;
    }
    for (Parameter parameter : among) {
      if (parameter.key().equalsIgnoreCase(key) && applies(parameter)) {
        return parameter;
      }
    }
    return null;
  }

  private boolean applies(Parameter parameter) {
    LabelExpression labels = getLabels();
    Contexts contexts = getContexts();
    String database = getDatabase();
    return (labels == null || labels.matches(parameter.labels()))
        && (contexts == null || parameter.contexts().matches(contexts))
        && (database == null
            || DatabaseList.definitionMatches(parameter.databases(), database, true));
  }

  private List<Parameter> global() {
    if (global == null) {
      global = new ArrayList<>();
    }
    return global;
  }

  private static Parameter parameter(
      String key,
      @Nullable Object value,
      @Nullable ContextExpression contexts,
      @Nullable Labels labels,
      String @Nullable [] databases) {
    return new Parameter(
        key,
        value,
        contexts == null ? new ContextExpression() : contexts,
        labels == null ? new Labels() : labels,
        databases == null || databases.length == 0 ? null : Arrays.asList(databases));
  }

  private record Parameter(
      String key,
      @Nullable Object value,
      ContextExpression contexts,
      Labels labels,
      @Nullable List<String> databases) {}
}
