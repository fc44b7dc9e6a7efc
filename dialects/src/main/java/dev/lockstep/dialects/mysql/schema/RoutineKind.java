package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Is a function, a procedure or, in MariaDB, a package or its body.
///
/// *Shape*: the body is what people wrote and is never changed; what stands before it is spelled by
/// the server.
///
/// @param type the keyword
record RoutineKind(String name, String type) implements ObjectKind {
  static final RoutineKind FUNCTION = new RoutineKind("function", "FUNCTION");
  static final RoutineKind PROCEDURE = new RoutineKind("procedure", "PROCEDURE");
  static final RoutineKind PACKAGE = new RoutineKind("package", "PACKAGE");
  static final RoutineKind PACKAGE_BODY = new RoutineKind("package_body", "PACKAGE BODY");
  private static final List<RoutineKind> ALL = List.of(FUNCTION, PROCEDURE, PACKAGE, PACKAGE_BODY);
  private static final String USUAL_ACCESS = "CONTAINS SQL";

  static void read(Catalog catalog) throws SQLException {
    catalog.each(
        """
        SELECT ROUTINE_TYPE, ROUTINE_NAME, ROUTINE_DEFINITION, IS_DETERMINISTIC, SQL_DATA_ACCESS,
          SECURITY_TYPE, SQL_MODE, ROUTINE_COMMENT, DEFINER, COLLATION_CONNECTION
        FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?\
        """,
        row -> {
          String type = row.text("ROUTINE_TYPE");
          String name = row.text("ROUTINE_NAME");
          Optional<RoutineKind> kind =
              ALL.stream().filter(one -> one.type.equals(type)).findFirst();
          if (kind.isEmpty() || row.get("ROUTINE_DEFINITION") == null) {
            catalog.notManaged(
                type.toLowerCase(Locale.ROOT) + " " + name + ", whose body cannot be read");
          } else {
            read(catalog.add(kind.get().name, null, name), row);
          }
        });
    List<Found> routines =
        ALL.stream().flatMap(kind -> catalog.ofKind(kind.name).stream()).toList();
    if (!routines.isEmpty()) {
      parameters(catalog);
    }
    for (Found routine : routines) {
      finish(catalog, routine);
    }
  }

  private static void read(Found routine, Catalog.Row row) throws SQLException {
    String access = row.text("SQL_DATA_ACCESS");
    String security = row.text("SECURITY_TYPE");
    routine
        .put("body", row.text("ROUTINE_DEFINITION"))
        .flag("deterministic", row.text("IS_DETERMINISTIC").equals("YES"))
        .put("data_access", access.equals(USUAL_ACCESS) ? null : access)
        .put("security", security.equals("DEFINER") ? null : security)
        .put("sql_mode", row.text("SQL_MODE"))
        .put("comment", row.text("ROUTINE_COMMENT"))
        .put("_definer", row.text("DEFINER"))
        .put("_collation", row.text("COLLATION_CONNECTION"));
  }

  private static void parameters(Catalog catalog) throws SQLException {
    catalog.each(
        """
        SELECT SPECIFIC_NAME, ROUTINE_TYPE, ORDINAL_POSITION, PARAMETER_MODE, PARAMETER_NAME,
          DTD_IDENTIFIER, COLLATION_NAME, %s AS PARAMETER_DEFAULT
        FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA = ?
        ORDER BY SPECIFIC_NAME, ROUTINE_TYPE, ORDINAL_POSITION\
        """
            .formatted(catalog.flavour().isMariaDbSince(11, 8) ? "PARAMETER_DEFAULT" : "NULL"),
        row -> {
          Optional<Found> routine =
              catalog.find(
                  row.text("ROUTINE_TYPE").toLowerCase(Locale.ROOT), row.text("SPECIFIC_NAME"));
          if (routine.isPresent()) {
            parameter(routine.get(), row);
          }
        });
  }

  private static void parameter(Found routine, Catalog.Row row) throws SQLException {
    String type =
        row.text("DTD_IDENTIFIER")
            + (row.get("COLLATION_NAME") == null
                ? ""
                : " " + ColumnKind.collation(row.text("COLLATION_NAME")));
    if (row.text("ORDINAL_POSITION").equals("0")) {
      routine.put("returns", type);
      return;
    }
    String name = Spelling.name(row.text("PARAMETER_NAME"));
    String mode = row.text("PARAMETER_MODE");
    boolean oracle = isOracle(routine.text("sql_mode"));
    String value =
        row.get("PARAMETER_DEFAULT") == null ? "" : " DEFAULT " + row.text("PARAMETER_DEFAULT");
    String spelledMode =
        mode.equals("IN") ? "" : oracle && mode.equals("INOUT") ? "IN OUT " : mode + " ";
    routine.add(
        "parameters",
        (oracle ? name + " " + spelledMode : spelledMode + name + " ") + type + value);
  }

  private static boolean isOracle(String mode) {
    return List.of(mode.split(",")).contains("ORACLE");
  }

  /// Asks for what the information schema has no room for: characters beyond Unicode's first 65,536
  /// in the body, the fields of a row among the parameters.
  private static void finish(Catalog catalog, Found routine) throws SQLException {
    RoutineKind kind =
        ALL.stream().filter(one -> one.name.equals(routine.id.kind())).findFirst().orElseThrow();
    String what = kind.type + " " + Spelling.name(routine.id.name());
    String column = "Create " + titled(kind.type);
    routine.put("body", catalog.exact(routine.text("body"), what, column));
    boolean rows =
        routine.texts("parameters").stream().anyMatch(parameter -> parameter.endsWith(" ROW"));
    if (rows) {
      routine.put("parameters", listOf(catalog.shown(what, column)));
    }
    boolean aggregates =
        kind.equals(FUNCTION)
            && routine
                .text("body")
                .toUpperCase(Locale.ROOT)
                .matches("(?s).*\\bFETCH\\s+GROUP\\b.*");
    routine.flag("aggregate", aggregates);
    if (kind.equals(PACKAGE_BODY)) {
      routine.uses(ObjectId.of(PACKAGE.name, routine.id.name()));
    }
  }

  private static String titled(String type) {
    return String.join(
        " ",
        Stream.of(type.split(" "))
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
            .toList());
  }

  /// Returns what stands in the first parentheses of a statement.
  private static String listOf(String statement) {
    SqlText text = new SqlText(statement);
    int depth = 0;
    int start = 0;
    for (SqlText.Token token : text.tokens()) {
      if (token.is('(')) {
        start = depth == 0 ? token.end() : start;
        depth++;
      } else if (token.is(')')) {
        depth--;
        if (depth == 0) {
          return statement.substring(start, token.start());
        }
      }
    }
    return "";
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return create("CREATE ", object);
  }

  private List<String> create(String verb, SchemaObject object) {
    String mode = object.text("sql_mode");
    StringBuilder text = new StringBuilder(verb);
    text.append(object.has("aggregate") ? "AGGREGATE " : "").append(type).append(' ');
    text.append(Spelling.name(object.id().name()));
    if (equals(FUNCTION) || equals(PROCEDURE)) {
      text.append('(').append(String.join(", ", object.texts("parameters"))).append(')');
    }
    if (object.has("returns")) {
      text.append(isOracle(mode) ? " RETURN " : " RETURNS ").append(object.text("returns"));
    }
    if (object.has("deterministic")) {
      text.append("\n    DETERMINISTIC");
    }
    if (object.has("data_access")) {
      text.append("\n    ").append(object.text("data_access"));
    }
    if (object.has("security")) {
      text.append("\n    SQL SECURITY ").append(object.text("security"));
    }
    if (object.has("comment")) {
      text.append("\n    COMMENT ").append(SqlMode.literal(object.text("comment"), mode));
    }
    return SqlMode.in(mode, List.of(text.append('\n').append(object.text("body")).toString()));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    List<String> statements = List.of("DROP " + type + " " + Spelling.name(object.id().name()));
    // MariaDB before 11.4 knows packages in the mode of Oracle alone.
    return type.startsWith("PACKAGE")
        ? SqlMode.in(object.text("sql_mode"), statements)
        : statements;
  }

  @Override
  public Alteration alter(Change change) {
    return Flavour.isMariaDb(change.desired())
        ? Alteration.inPlace(create("CREATE OR REPLACE ", change.to()))
        : Alteration.replace();
  }
}
