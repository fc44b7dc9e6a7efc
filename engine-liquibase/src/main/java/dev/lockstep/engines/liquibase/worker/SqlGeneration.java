package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.BackwardSql;
import dev.lockstep.engines.liquibase.bridge.ForwardSql;
import dev.lockstep.engines.liquibase.bridge.SqlText;
import java.util.ArrayList;
import java.util.List;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.core.LoadDataChange;
import liquibase.change.core.OutputChange;
import liquibase.change.core.StopChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.exception.RollbackImpossibleException;
import liquibase.exception.ValidationErrors;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.SqlPrecondition;
import liquibase.sql.Sql;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.CallableSqlStatement;
import liquibase.statement.ExecutablePreparedStatement;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawParameterizedSqlStatement;
import liquibase.statement.core.RuntimeStatement;
import org.jspecify.annotations.Nullable;

/// Generates the exact SQL of one changeset, or says why only Liquibase can run it.
final class SqlGeneration {
  private static final String LIVE = "its SQL depends on the live database";

  private final ParsedChangelog parsed;
  private final FactsConnection facts;
  private final StatementPlaces places;
  private final String databaseName;

  SqlGeneration(
      ParsedChangelog parsed, FactsConnection facts, StatementPlaces places, String databaseName) {
    this.parsed = parsed;
    this.facts = facts;
    this.places = places;
    this.databaseName = databaseName;
  }

  ForwardSql forward(ChangeSet changeset) {
    facts.reset();
    String onlyEngine = onlyEngine(changeset);
    if (onlyEngine != null) {
      return byEngine(changeset, onlyEngine);
    }
    ForwardSql verdict = validate(changeset);
    if (verdict == null) {
      verdict = preconditions(changeset);
    }
    if (verdict != null) {
      return verdict;
    }
    try {
      return generate(changeset);
    } catch (EngineNeeded e) {
      return forward(ForwardSql.Route.ENGINE, List.of(), e.reason);
    } catch (Exception e) {
      if (facts.queried()) {
        return forward(ForwardSql.Route.ENGINE, List.of(), LIVE);
      }
      return forward(ForwardSql.Route.REFUSED, List.of(), Failures.rootCause(e));
    }
  }

  BackwardSql backward(ChangeSet changeset) {
    facts.reset();
    try {
      prepare(changeset);
      List<Change> authored = changeset.getRollback().getChanges();
      List<SqlVisitor> visitors =
          changeset.getSqlVisitors().stream().filter(SqlVisitor::isApplyToRollback).toList();
      List<SqlText> texts = new ArrayList<>();
      if (authored.isEmpty()) {
        for (Change change : changeset.getChanges().reversed()) {
          SqlStatement[] statements = change.generateRollbackStatements(parsed.database());
          texts.addAll(texts(changeset, change, statements, visitors));
        }
      } else {
        for (Change change : authored) {
          if (!targetsAnother(change) && !WaysBack.isEmpty(change)) {
            requireSql(change);
            SqlStatement[] statements = change.generateStatements(parsed.database());
            texts.addAll(texts(changeset, change, statements, visitors));
          }
        }
      }
      return facts.queried()
          ? new BackwardSql(BackwardSql.Route.ENGINE, List.of(), LIVE, true)
          : new BackwardSql(BackwardSql.Route.DIRECT, texts, "", reusable(texts));
    } catch (EngineNeeded e) {
      return new BackwardSql(BackwardSql.Route.ENGINE, List.of(), e.reason, true);
    } catch (RollbackImpossibleException e) {
      return new BackwardSql(BackwardSql.Route.IMPOSSIBLE, List.of(), Failures.rootCause(e), true);
    } catch (Exception e) {
      return facts.queried()
          ? new BackwardSql(BackwardSql.Route.ENGINE, List.of(), LIVE, true)
          : new BackwardSql(BackwardSql.Route.IMPOSSIBLE, List.of(), Failures.rootCause(e), true);
    }
  }

  private static @Nullable String onlyEngine(ChangeSet changeset) {
    if (changeset.getRunWith() != null && !"jdbc".equalsIgnoreCase(changeset.getRunWith())) {
      return "runWith=" + changeset.getRunWith();
    }
    if (Boolean.FALSE.equals(changeset.getFailOnError())) {
      return "failOnError=false";
    }
    return null;
  }

  /// Checks the changes' attributes; null when they are valid.
  private @Nullable ForwardSql validate(ChangeSet changeset) {
    ValidationErrors errors = new ValidationErrors();
    for (Change change : changeset.getChanges()) {
      if (change instanceof CustomChangeWrapper || targetsAnother(change)) {
        continue;
      }
      try {
        errors.addAll(change.validate(parsed.database()));
      } catch (RuntimeException e) {
        if (!facts.queried()) {
          errors.addError(Failures.rootCause(e));
        }
      }
    }
    if (!errors.hasErrors()) {
      return null;
    }
    String text = Failures.sentence(String.join("; ", errors.getErrorMessages()));
    return changeset.getOnValidationFail() == ChangeSet.ValidationFailOption.MARK_RAN
        ? forward(ForwardSql.Route.MARK_RAN, List.of(), text)
        : forward(ForwardSql.Route.REFUSED, List.of(), text);
  }

  /// Checks what can be checked without the database; null when the changeset may run.
  private @Nullable ForwardSql preconditions(ChangeSet changeset) {
    PreconditionContainer container = changeset.getPreconditions();
    if (container == null) {
      return null;
    }
    facts.reset();
    try {
      container.check(parsed.database(), parsed.changelog(), changeset, null);
    } catch (PreconditionFailedException e) {
      if (!facts.queried()) {
        return onFail(container, PreconditionText.of(e));
      }
    } catch (PreconditionErrorException e) {
      if (!facts.queried()) {
        return onError(container, PreconditionText.of(e));
      }
    } catch (RuntimeException e) {
      return byEngine(changeset, "its precondition needs the database");
    }
    return facts.queried() ? byEngine(changeset, "precondition queries the database") : null;
  }

  /// Lets the engine decide and run, and shows what it would run all the same: nothing may hide
  /// behind a condition.
  private ForwardSql byEngine(ChangeSet changeset, String reason) {
    facts.reset();
    List<SqlText> texts = new ArrayList<>();
    places.begin(changeset);
    asked(changeset.getPreconditions(), changeset, texts);
    try {
      ForwardSql sql = generate(changeset);
      texts.addAll(sql.route() == ForwardSql.Route.DIRECT ? sql.statements() : List.of());
    } catch (Exception e) {
      // What it does is known to the engine alone, which is said where there are no statements.
    }
    return forward(ForwardSql.Route.ENGINE, texts, reason);
  }

  /// Adds what preconditions send to the database as it is written: it can do anything.
  private void asked(@Nullable Precondition one, ChangeSet changeset, List<SqlText> texts) {
    switch (one) {
      case PreconditionLogic several ->
          several.getNestedPreconditions().forEach(inner -> asked(inner, changeset, texts));
      case SqlPrecondition query when query.getSql() != null ->
          texts.add(new SqlText(query.getSql(), places.of(changeset, query.getSql())));
      case null, default -> {}
    }
  }

  private @Nullable ForwardSql onFail(PreconditionContainer container, String text) {
    return switch (container.getOnFail()) {
      case HALT -> forward(ForwardSql.Route.REFUSED, List.of(), text);
      case CONTINUE -> forward(ForwardSql.Route.SKIP, List.of(), text);
      case MARK_RAN -> forward(ForwardSql.Route.MARK_RAN, List.of(), text);
      case WARN -> null;
    };
  }

  private @Nullable ForwardSql onError(PreconditionContainer container, String text) {
    return switch (container.getOnError()) {
      case HALT -> forward(ForwardSql.Route.REFUSED, List.of(), text);
      case CONTINUE -> forward(ForwardSql.Route.SKIP, List.of(), text);
      case MARK_RAN -> forward(ForwardSql.Route.MARK_RAN, List.of(), text);
      case WARN -> null;
    };
  }

  private ForwardSql generate(ChangeSet changeset) throws Exception {
    prepare(changeset);
    List<SqlText> texts = new ArrayList<>();
    int passedOver = 0;
    for (Change change : changeset.getChanges()) {
      if (targetsAnother(change) || !change.shouldRunOnOs()) {
        passedOver++;
        continue;
      }
      requireSql(change);
      if (change instanceof OutputChange) {
        continue;
      }
      SqlStatement[] statements = change.generateStatements(parsed.database());
      texts.addAll(texts(changeset, change, statements, changeset.getSqlVisitors()));
    }
    if (facts.queried()) {
      return forward(ForwardSql.Route.ENGINE, List.of(), LIVE);
    }
    return passedOver == 1 && changeset.getChanges().size() == 1
        ? forward(ForwardSql.Route.SKIP, texts, "its only change is for another product or system")
        : forward(ForwardSql.Route.DIRECT, texts, "");
  }

  private void prepare(ChangeSet changeset) {
    Database database = parsed.database();
    Executor executor =
        Scope.getCurrentScope().getSingleton(ExecutorService.class).getExecutor("jdbc", database);
    database.setObjectQuotingStrategy(changeset.getObjectQuotingStrategy());
    executor.modifyChangeSet(changeset);
    places.begin(changeset);
  }

  private List<SqlText> texts(
      ChangeSet changeset,
      Change change,
      SqlStatement @Nullable [] statements,
      List<SqlVisitor> visitors)
      throws EngineNeeded {
    List<SqlText> texts = new ArrayList<>();
    if (statements == null) {
      return texts;
    }
    SqlGeneratorFactory generators = SqlGeneratorFactory.getInstance();
    for (SqlStatement statement : statements) {
      requireText(statement);
      if (statement.skipOnUnsupported() && !generators.supports(statement, parsed.database())) {
        continue;
      }
      Sql[] generated = generators.generateSql(statement, parsed.database());
      for (Sql sql : generated == null ? new Sql[0] : generated) {
        String text = modified(sql.toSql(), visitors);
        texts.add(new SqlText(text, places.of(changeset, change, text)));
      }
    }
    return texts;
  }

  private String modified(String sql, List<SqlVisitor> visitors) {
    String text = sql;
    for (SqlVisitor visitor : visitors) {
      text = visitor.modifySql(text, parsed.database());
    }
    return text;
  }

  private boolean targetsAnother(Change change) {
    return change instanceof DbmsTargetedChange targeted
        && !DatabaseList.definitionMatches(targeted.getDbms(), parsed.database(), true);
  }

  private static void requireSql(Change change) throws EngineNeeded {
    switch (change) {
      case CustomChangeWrapper custom ->
          throw new EngineNeeded("custom change " + custom.getClassName());
      case ExecuteShellCommandChange _ -> throw new EngineNeeded("executeCommand runs a program");
      case LoadDataChange load ->
          throw new EngineNeeded(load.getSerializedObjectName() + " loads a data file");
      case StopChange _ -> throw new EngineNeeded("the changelog stops here");
      default -> {}
    }
  }

  private static void requireText(SqlStatement statement) throws EngineNeeded {
    if (statement instanceof ExecutablePreparedStatement
        || statement instanceof CallableSqlStatement
        || statement instanceof RuntimeStatement) {
      throw new EngineNeeded("it binds values when it runs");
    }
    if (statement instanceof RawParameterizedSqlStatement raw && !raw.getParameters().isEmpty()) {
      throw new EngineNeeded("it binds values when it runs");
    }
    if (statement.continueOnError()) {
      throw new EngineNeeded("it goes on after an error");
    }
  }

  private ForwardSql forward(ForwardSql.Route route, List<SqlText> texts, String reason) {
    return new ForwardSql(route, texts, reason, reusable(texts));
  }

  private boolean reusable(List<SqlText> texts) {
    return !facts.userRead()
        && texts.stream().map(SqlText::text).noneMatch(text -> text.contains(databaseName));
  }

  /// Says that a change is more than SQL.
  private static final class EngineNeeded extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    EngineNeeded(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
