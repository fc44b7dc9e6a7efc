package dev.lockstep.lint.rules;

import dev.lockstep.lint.KnownSchema;
import dev.lockstep.lint.KnownTable;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Constraint.State;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.AddDomainConstraint;
import dev.lockstep.statement.Operation.Alter;
import dev.lockstep.statement.Operation.AlterConstraint;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.Operation.SetNotNull;
import dev.lockstep.statement.Operation.Update;
import dev.lockstep.statement.Operation.ValidateConstraint;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a statement succeeds depends on the rows that are there.
final class FailsOnRows implements Rule {
  private static final Description ABOUT =
      new Description(
          "depends-on-rows",
          Severity.WARNING,
          true,
          Dialects.ALL,
          "A new key, NOT NULL, check or reference and a narrower type fail on rows that do not"
              + " satisfy them, which a database for tests may not have. MySQL and MariaDB outside"
              + " strict mode make something else of nulls and values that do not fit, for good.",
          "Ask for such rows beforehand, and mend them.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    switch (operation) {
      case CreateIndex index
          when index.unique()
              && scene.isInUse(index.table())
              && !isUnique(index.table(), index.columns(), scene) ->
          say(
              "two rows of %s have the same %s".formatted(index.table(), keys(index)),
              index.where() == null && index.columns().size() == index.keys().size()
                  ? new Questions(scene).twice(index.table(), index.columns(), false)
                  : null,
              scene);
      case AddConstraint add when scene.isInUse(add.table()) && mayFail(add, scene) ->
          say(failure(add), question(add.table(), add.constraint(), scene), scene);
      case AlterConstraint alter
          when alter.states().endsWith("ENFORCED")
              && !alter.states().contains("NOT ENFORCED")
              && scene.isInUse(alter.table()) ->
          say("a row of %s breaks %s".formatted(alter.table(), alter.constraint()), scene);
      case AddColumn add
          when add.column().generated() != null
              && add.column().isNotNull()
              && scene.isInUse(add.table()) ->
          say(
              "%s comes out as null for a row of %s".formatted(add.column().name(), add.table()),
              scene);
      case AddColumn add
          when add.column().defaultValue() != null
              && add.column().defaultValue().constant()
              && !add.column().defaultValue().isNull()
              && scene.isInUse(add.table()) ->
          filled(add, scene);
      case Redefine redefine -> redefined(redefine, scene);
      case SetNotNull set
          when scene.isInUse(set.table())
              && !isProven(set, scene)
              && !isFilled(set.table(), set.column(), scene) ->
          say(
              "%s is null in a row of %s".formatted(set.column(), set.table()),
              new Questions(scene).isNull(set.table(), List.of(set.column())),
              scene);
      case ValidateConstraint validate when scene.isInUse(validate.table()) ->
          say(
              "a row of %s breaks %s".formatted(validate.table(), validate.constraint()),
              scene
                  .schema()
                  .table(validate.table())
                  .flatMap(table -> table.constraint(validate.constraint()))
                  .map(constraint -> question(validate.table(), constraint, scene))
                  .orElse(null),
              scene);
      case ChangeType change when scene.isInUse(change.table()) -> narrowed(change, scene);
      default -> ofDomains(operation, scene);
    }
  }

  private static void narrowed(ChangeType change, Scene scene) {
    scene
        .schema()
        .table(change.table())
        .flatMap(table -> table.column(change.column()))
        .map(Column::type)
        .filter(before -> mayNotFit(before, change.type(), scene.schema()))
        .ifPresent(before ->
            say(
                "a value of %s in %s does not fit %s"
                    .formatted(change.column(), change.table(), change.type()),
                new Questions(scene).unfit(change.table(), change.column(), before, change.type()),
                scene));
  }

  private static void ofDomains(Operation operation, Scene scene) {
    switch (operation) {
      case AddDomainConstraint add
          when !add.constraint().is(State.NOT_VALID) && !scene.schema().isNewType(add.domain()) ->
          say("a row of a table that uses %s breaks it".formatted(add.domain()), scene);
      case Alter alter
          when alter.type() == ObjectType.DOMAIN
              && alter.what().startsWith("VALIDATE ")
              && !scene.schema().isNewType(alter.name()) ->
          say("a row of a table that uses %s breaks it".formatted(alter.name()), scene);
      case Alter alter
          when alter.type() == ObjectType.DOMAIN
              && alter.what().equals("SET NOT NULL")
              && !scene.schema().isNewType(alter.name()) ->
          say("a column of type %s is null in any row".formatted(alter.name()), scene);
      default -> {
        // does not look at rows
      }
    }
  }

  private static boolean mayNotFit(TypeName before, TypeName after, KnownSchema schema) {
    return Widths.mayNotFit(
            schema.domain(before).orElse(before), schema.domain(after).orElse(after))
        || (schema.isCheckedDomain(after) && !before.toString().equals(after.toString()));
  }

  private static void say(String failure, Scene scene) {
    say(failure, null, scene);
  }

  private static void say(String failure, @Nullable String question, Scene scene) {
    scene.ask("This fails when " + failure + ".", ABOUT.instead(), question);
  }

  private static @Nullable String question(
      QualifiedName table, Constraint constraint, Scene scene) {
    Questions questions = new Questions(scene);
    return switch (constraint.type()) {
      case PRIMARY_KEY -> questions.noKey(table, constraint.columns());
      case UNIQUE ->
          questions.twice(table, constraint.columns(), constraint.is(State.NULLS_NOT_DISTINCT));
      case FOREIGN_KEY -> questions.orphan(table, constraint);
      case NOT_NULL -> questions.isNull(table, constraint.columns());
      case CHECK, EXCLUSION -> null;
    };
  }

  private static String keys(CreateIndex index) {
    return index.keys().stream()
        .map(key -> {
          Expression expression = key.expression();
          return expression == null ? key.column() : expression.text();
        })
        .collect(Collectors.joining(", "));
  }

  private static boolean mayFail(AddConstraint add, Scene scene) {
    Constraint constraint = add.constraint();
    return constraint.usingIndex() == null
        && !constraint.is(State.NOT_VALID)
        && !constraint.is(State.NOT_ENFORCED)
        && switch (constraint.type()) {
          case PRIMARY_KEY ->
              !isUnique(add.table(), constraint.columns(), scene) || hasNullable(add, scene);
          case UNIQUE -> !isUnique(add.table(), constraint.columns(), scene);
          case FOREIGN_KEY -> Online.checksForeignKeys(scene);
          case NOT_NULL, CHECK, EXCLUSION -> true;
        };
  }

  /// Tells whether a key is known that these columns hold, or the database numbers one of them.
  private static boolean isUnique(QualifiedName table, List<String> columns, Scene scene) {
    Optional<KnownTable> known = scene.schema().table(table);
    boolean counted =
        columns.stream()
            .flatMap(column -> known.flatMap(found -> found.columnIgnoringCase(column)).stream())
            .anyMatch(column -> column.numbering() != Numbering.NONE);
    return counted
        || known.stream()
            .flatMap(found -> found.constraints().stream())
            .anyMatch(one -> isKey(one) && columns.containsAll(one.columns()));
  }

  private static boolean hasNullable(AddConstraint add, Scene scene) {
    return scene.schema().table(add.table()).stream()
        .anyMatch(table ->
            add.constraint().columns().stream()
                .flatMap(column -> table.columnIgnoringCase(column).stream())
                .anyMatch(column ->
                    column.numbering() == Numbering.NONE && Columns.isNullable(column, table)));
  }

  private static boolean isKey(Constraint constraint) {
    return constraint.type() == ConstraintType.UNIQUE
        || constraint.type() == ConstraintType.PRIMARY_KEY;
  }

  /// All rows get the same value of a new column, which its constraints may not take.
  private static void filled(AddColumn add, Scene scene) {
    String name = add.column().name();
    for (Constraint constraint : add.column().constraints()) {
      switch (constraint.type()) {
        case UNIQUE, PRIMARY_KEY ->
            say("%s has two rows, which get the same %s".formatted(add.table(), name), scene);
        case FOREIGN_KEY ->
            say(
                "the default of %s refers to nothing, and %s has rows".formatted(name, add.table()),
                scene);
        case CHECK ->
            say(
                "the default of %s breaks its check, and %s has rows".formatted(name, add.table()),
                scene);
        case NOT_NULL, EXCLUSION -> {
          // a value is none of these
        }
      }
    }
  }

  private static void redefined(Redefine redefine, Scene scene) {
    Column before = Columns.before(redefine, scene).orElse(null);
    if (before == null) {
      return;
    }
    boolean nullable =
        scene.schema().table(redefine.table()).stream()
            .anyMatch(table -> Columns.isNullable(before, table));
    if (redefine.definition().isNotNull()
        && nullable
        && !isFilled(redefine.table(), redefine.column(), scene)) {
      say(
          "%s is null in a row of %s".formatted(redefine.column(), redefine.table()),
          new Questions(scene).isNull(redefine.table(), List.of(redefine.column())),
          scene);
    }
    TypeName from = before.type();
    TypeName to = redefine.definition().type();
    if (from != null && to != null && NarrowerTypes.takesLess(from, to)) {
      say(
          "a value of %s in %s does not fit %s".formatted(redefine.column(), redefine.table(), to),
          new Questions(scene).unfit(redefine.table(), redefine.column(), from, to),
          scene);
    }
  }

  /// Tells whether an earlier statement gave the column a value wherever it is null, as Liquibase's
  /// `defaultNullValue` does.
  private static boolean isFilled(QualifiedName table, String column, Scene scene) {
    return scene.before().stream()
        .anyMatch(earlier ->
            earlier instanceof Update update
                && scene.schema().isSame(update.table(), table)
                && update.columns().stream().anyMatch(column::equalsIgnoreCase)
                && (update.query().where() == null
                    || isNull(update.query().where().text(), column)));
  }

  /// Tells whether a condition is true wherever a column is null.
  private static boolean isNull(String condition, String column) {
    String words = condition.replaceAll("[\\s\"`()]+", " ").strip().toLowerCase(Locale.ROOT);
    int point = words.indexOf('.');
    return words.substring(point + 1).equals(column.toLowerCase(Locale.ROOT) + " is null");
  }

  private static String failure(AddConstraint add) {
    Constraint constraint = add.constraint();
    String columns = String.join(", ", constraint.columns());
    return switch (constraint.type()) {
      case PRIMARY_KEY ->
          "two rows of %s have the same %s, or one has none".formatted(add.table(), columns);
      case UNIQUE -> "two rows of %s have the same %s".formatted(add.table(), columns);
      case FOREIGN_KEY -> "%s of a row of %s refers to nothing".formatted(columns, add.table());
      case NOT_NULL -> "%s is null in a row of %s".formatted(columns, add.table());
      case CHECK, EXCLUSION -> "rows of %s break it".formatted(add.table());
    };
  }

  private static boolean isProven(SetNotNull set, Scene scene) {
    return scene
        .schema()
        .table(set.table())
        .filter(table -> table.isNotNull(set.column()) || table.isProvenNotNull(set.column()))
        .isPresent();
  }
}
