package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.SchemaChange;
import dev.lockstep.plan.SchemaChange.Action;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Knows which rows of tables that are there a plan could fail on, and what to ask for them.
///
/// *Shape*: nothing is asked of tables and columns that the plan itself makes or renames.
/// Expressions come from whoever wrote the desired state, and asking must do nothing; so those that
/// call anything but harmless functions of PostgreSQL's own are not asked.
///
/// @param live as it is before the plan
/// @param desired as it is after it
record RowQuestions(DatabaseSchema live, DatabaseSchema desired) {
  private static final String NAMES = "(?:\"(?:[^\"]|\"\")+\"|[a-z0-9_$, ])+";
  private static final Pattern FOREIGN_KEY =
      Pattern.compile(
          "FOREIGN KEY \\((?<columns>"
              + NAMES
              + ")\\) REFERENCES [^(]+\\((?<keys>"
              + NAMES
              + ")\\)(?<rest>.*)");
  private static final Pattern UNIQUE_INDEX =
      Pattern.compile(
          "(?s)CREATE UNIQUE INDEX .+? USING btree \\((?<columns>"
              + NAMES
              + ")\\)(?: INCLUDE \\("
              + NAMES
              + "\\))?(?<nulls> NULLS NOT DISTINCT)?(?: WITH \\([^()]*\\))?(?: TABLESPACE \\S+)?"
              + "(?: WHERE (?<where>.*))?");
  private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")+\"|[^,\\s]+");
  private static final List<String> WHOLE = List.of("smallint", "integer", "bigint");
  private static final Pattern LENGTH = Pattern.compile("character(?: varying)?\\((\\d+)\\)");
  private static final Pattern DECIMAL = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");
  private static final Pattern BUILT_IN =
      Pattern.compile("[a-z ]+(?:\\(\\d+(?:,\\d+)?\\))?(?: with(?:out)? time zone)?");
  private static final Pattern CALL = Pattern.compile("([\\w.$]+|\"(?:[^\"]|\"\")+\")\\s*\\(");
  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

  /// What no expression of PostgreSQL's own writing has, or what ends one.
  private static final Pattern UNUSUAL = Pattern.compile("[;\\\\$]|--|/\\*");

  private static final Set<String> TYPES = Set.of("enum", "domain", "domain_constraint");

  private static final Set<String> HARMLESS =
      Set.of(
          """
          abs all and any array between bit bpchar btrim case ceil char char_length character check
          coalesce date_part date_trunc distinct else floor from in interval is left length like
          lower ltrim mod not nullif numeric or position right round rtrim starts_with substring
          then time timestamp upper varchar varying when\
          """
              .split("\\s+"));

  List<RowQuestion> of(List<SchemaChange> changes) {
    Set<ObjectId> unsteady = new HashSet<>();
    for (SchemaChange change : changes) {
      ObjectId id = change.object();
      if (id.kind().equals("column") && isRename(change)) {
        parent(id).ifPresent(unsteady::add);
      } else if ((id.kind().equals("column") && isMoved(change))
          || (id.kind().equals("table") && change.action() != Action.ALTER)) {
        unsteady.add(id);
      }
    }
    return changes.stream()
        .filter(change -> change.action() != Action.DROP && !isRename(change))
        .filter(change -> parent(change.object()).filter(unsteady::contains).isEmpty())
        .distinct()
        .flatMap(change -> of(change, unsteady))
        .toList();
  }

  private static boolean isRename(SchemaChange change) {
    return change.statements().size() == 1
        && change.statements().getFirst().startsWith("ALTER ")
        && change.statements().getFirst().contains(" RENAME ");
  }

  private boolean isMoved(SchemaChange change) {
    SchemaObject to = desired.objects().get(change.object());
    SchemaObject from = live.objects().get(change.object());
    return change.action() != Action.ALTER
        || from == null
        || to == null
        || !from.text("type").equals(to.text("type"));
  }

  private Optional<ObjectId> parent(ObjectId id) {
    return desired.find(id).or(() -> live.find(id)).map(SchemaObject::parent);
  }

  private Stream<RowQuestion> of(SchemaChange change, Set<ObjectId> unsteady) {
    SchemaObject to = desired.objects().get(change.object());
    if (to == null) {
      return Stream.empty();
    }
    if (TYPES.contains(to.kind())) {
      return new TypeQuestions(live, unsteady).of(to);
    }
    ObjectId table = to.parent();
    if (table == null || !table.kind().equals("table") || live.find(table).isEmpty()) {
      return Stream.empty();
    }
    if (to.kind().equals("column")) {
      return (change.action() == Action.CREATE ? added(to) : altered(to, change)).stream();
    }
    boolean asked = change.action() == Action.CREATE || isValidated(to);
    return asked && to.uses().stream().noneMatch(unsteady::contains)
        ? constraint(to).stream()
        : Stream.empty();
  }

  private boolean isValidated(SchemaObject to) {
    return live.find(to.id())
        .filter(from -> from.text("definition").equals(to.text("definition") + " NOT VALID"))
        .isPresent();
  }

  private List<RowQuestion> added(SchemaObject column) {
    boolean filled =
        column.has("identity")
            || column.has("generated")
            || !desired.children(column.id(), "default").isEmpty()
            || column.uses().stream().anyMatch(used -> used.kind().equals("domain"));
    return filled || !column.has("not_null")
        ? List.of()
        : List.of(
            new RowQuestion(
                column.id(),
                "SELECT 1 FROM " + Spelling.table(column.id()) + " LIMIT 1",
                "there are rows in " + words(column),
                "its new column "
                    + column.id().name()
                    + " must not be null and has no default to fill it"));
  }

  private List<RowQuestion> altered(SchemaObject to, SchemaChange change) {
    SchemaObject from = live.objects().get(to.id());
    if (from == null) {
      return List.of();
    }
    List<RowQuestion> questions = new ArrayList<>();
    String name = to.id().name();
    boolean filled = change.runsOnline() && !desired.children(to.id(), "default").isEmpty();
    if (NotNull.isKept(to) && !NotNull.isKept(from) && !filled) {
      questions.add(
          new RowQuestion(
              to.id(),
              where(to.id(), Spelling.name(name) + " IS NULL"),
              "some row of " + words(to) + " has no value in " + name,
              "the column is to refuse nulls"));
    }
    if (!from.text("type").equals(to.text("type"))) {
      unfit(from, to)
          .ifPresent(condition ->
              questions.add(
                  new RowQuestion(
                      to.id(),
                      where(to.id(), condition),
                      "some value of " + words(to) + "." + name + " does not fit",
                      "the column's type is to be " + to.text("type"))));
    }
    return questions;
  }

  /// Returns what is true of, or fails on, a value that the new type cannot hold.
  private static Optional<String> unfit(SchemaObject from, SchemaObject to) {
    String name = Spelling.name(to.id().name());
    String type = to.text("type");
    if (isWider(type, from.text("type"))) {
      return Optional.empty();
    }
    Matcher length = LENGTH.matcher(type);
    if (length.matches()) {
      // Blanks at the end may be cut off.
      return BUILT_IN.matcher(from.text("type")).matches()
          ? Optional.of(
              "pg_catalog.char_length(pg_catalog.rtrim(%s::text)) > %s"
                  .formatted(name, length.group(1)))
          : Optional.empty();
    }
    Matcher decimal = DECIMAL.matcher(type);
    boolean number =
        from.text("type").matches("numeric.*|smallint|integer|bigint|real|double precision");
    if (decimal.matches() && number) {
      int digits = Integer.parseInt(decimal.group(1)) - Integer.parseInt(decimal.group(2));
      return digits < 0
          ? Optional.empty()
          : Optional.of(
              "pg_catalog.abs(pg_catalog.round(%s::numeric, %s)) >= 1%s"
                  .formatted(name, decimal.group(2), "0".repeat(digits)));
    }
    boolean text = from.text("type").matches("text|character.*");
    boolean narrows = number && type.matches("smallint|integer|bigint");
    return (text || narrows)
            && BUILT_IN.matcher(type).matches()
            && !type.matches("text|character.*")
        ? Optional.of("%1$s IS NOT NULL AND %1$s::%2$s IS NULL".formatted(name, type))
        : Optional.empty();
  }

  private static boolean isWider(String type, String than) {
    int narrow = WHOLE.indexOf(than);
    Matcher length = LENGTH.matcher(type);
    Matcher other = LENGTH.matcher(than);
    return (narrow >= 0 && narrow < WHOLE.indexOf(type))
        || (length.matches()
            && other.matches()
            && Integer.parseInt(length.group(1)) >= Integer.parseInt(other.group(1)));
  }

  private Optional<RowQuestion> constraint(SchemaObject object) {
    String definition = object.text("definition");
    if (definition.endsWith(" NOT VALID") || definition.endsWith(" NOT ENFORCED")) {
      return Optional.empty();
    }
    if (object.kind().equals("index")) {
      Matcher index = UNIQUE_INDEX.matcher(definition);
      String only = index.matches() ? index.group("where") : null;
      return index.matches() && (only == null || isHarmless(only))
          ? Optional.of(
              duplicates(object, index.group("columns"), index.group("nulls") != null, only))
          : Optional.empty();
    }
    return switch (object.text("type")) {
      case "check" -> check(object, definition);
      case "foreign key" -> orphans(object, definition);
      case "primary key", "unique" -> {
        Matcher key = ConstraintKind.KEY.matcher(definition);
        yield key.matches()
            ? Optional.of(
                duplicates(object, key.group("columns"), key.group("nulls") != null, null))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private RowQuestion duplicates(
      SchemaObject object, String columns, boolean nullsToo, @Nullable String only) {
    List<String> conditions = new ArrayList<>();
    if (only != null) {
      conditions.add("(" + only + ")");
    }
    if (!nullsToo) {
      names(columns).forEach(name -> conditions.add(name + " IS NOT NULL"));
    }
    String table = Spelling.path(TableKind.of(object));
    return new RowQuestion(
        object.id(),
        "SELECT 1 FROM "
            + table
            + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
            + " GROUP BY "
            + columns
            + " HAVING pg_catalog.count(*) > 1 LIMIT 1",
        "some rows of " + plain(TableKind.of(object)) + " are alike in (" + columns + ")",
        object.id().name() + " is to keep them apart");
  }

  private static Optional<RowQuestion> check(SchemaObject object, String definition) {
    int end = definition.lastIndexOf(')');
    if (!definition.startsWith("CHECK (") || !isHarmless(definition)) {
      return Optional.empty();
    }
    String condition = definition.substring("CHECK (".length(), end);
    return Optional.of(
        new RowQuestion(
            object.id(),
            where(object.id(), "NOT (" + condition + ")"),
            "some row of " + words(object) + " does not fulfil " + condition,
            object.id().name() + " is to demand it"));
  }

  private Optional<RowQuestion> orphans(SchemaObject object, String definition) {
    Matcher key = FOREIGN_KEY.matcher(definition);
    if (!key.matches() || key.group("rest").contains("MATCH FULL")) {
      return Optional.empty();
    }
    List<String> columns = names(key.group("columns"));
    List<String> keys = names(key.group("keys"));
    String set =
        columns.stream()
            .map(name -> "c." + name + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    ObjectId parent = new ObjectId("table", object.texts("_references"));
    // A table that the plan makes has no rows to refer to.
    String found =
        live.find(parent).isEmpty()
            ? ""
            : " AND NOT EXISTS (SELECT FROM "
                + Spelling.path(parent)
                + " p WHERE "
                + IntStream.range(0, columns.size())
                    .mapToObj(at -> "p." + keys.get(at) + " = c." + columns.get(at))
                    .collect(Collectors.joining(" AND "))
                + ")";
    return Optional.of(
        new RowQuestion(
            object.id(),
            "SELECT 1 FROM " + Spelling.table(object.id()) + " c WHERE " + set + found + " LIMIT 1",
            "some row of " + words(object) + " refers to no row of " + plain(parent),
            object.id().name() + " is to demand one"));
  }

  private static List<String> names(String columns) {
    return NAME.matcher(columns).results().map(MatchResult::group).toList();
  }

  static boolean isHarmless(String expression) {
    String bare = LITERAL.matcher(expression).replaceAll("''");
    return !UNUSUAL.matcher(expression).find()
        && CALL.matcher(bare)
            .results()
            .allMatch(call -> HARMLESS.contains(call.group(1).toLowerCase(Locale.ROOT)));
  }

  static String where(ObjectId part, String condition) {
    return "SELECT 1 FROM " + Spelling.table(part) + " WHERE " + condition + " LIMIT 1";
  }

  static String words(SchemaObject part) {
    return plain(TableKind.of(part));
  }

  private static String plain(ObjectId table) {
    return String.join(".", table.path());
  }
}
