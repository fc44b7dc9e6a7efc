package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Is a view.
///
/// *Shape*: a view uses other views only. It names tables and columns and does not mind what
/// becomes of them; [TableAlterations] lets it come after all of them.
final class ViewKind implements ObjectKind {
  static final String NAME = "view";
  private static final String UNDEFINED = "UNDEFINED";
  private static final Pattern ALGORITHM = Pattern.compile("^CREATE ALGORITHM=(\\w+) ");

  static void read(Catalog catalog) throws SQLException {
    boolean mariaDb = catalog.flavour().isMariaDb();
    catalog.each(
        """
        SELECT TABLE_NAME, VIEW_DEFINITION, CHECK_OPTION, SECURITY_TYPE, DEFINER, %s AS ALGORITHM,
          COLLATION_CONNECTION
        FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?\
        """
            .formatted(mariaDb ? "ALGORITHM" : "'" + UNDEFINED + "'"),
        row -> {
          String name = row.text("TABLE_NAME");
          String check = row.text("CHECK_OPTION");
          String security = row.text("SECURITY_TYPE");
          String algorithm = row.text("ALGORITHM");
          if (row.text("VIEW_DEFINITION").isEmpty()) {
            catalog.notManaged("view " + name + ", whose definition cannot be read");
            return;
          }
          catalog
              .add(NAME, null, name)
              .put("definition", row.text("VIEW_DEFINITION"))
              .put("check_option", check.equals("NONE") ? null : check)
              .put("security", security.equals("DEFINER") ? null : security)
              .put("algorithm", algorithm.equals(UNDEFINED) ? null : algorithm)
              .put("_definer", row.text("DEFINER"))
              .put("_collation", row.text("COLLATION_CONNECTION"));
        });
    for (Found view : catalog.ofKind(NAME)) {
      String definition = view.text("definition");
      if (!mariaDb || definition.contains("?")) {
        definition = shown(catalog, view);
      }
      ViewText text = new ViewText(SettledJoins.of(definition), catalog.database());
      view.put("definition", text.definition());
      text.tables().forEach(table -> view.uses(ObjectId.of(NAME, table)));
    }
  }

  /// Asks for what the information schema does not tell: in MySQL the algorithm, anywhere
  /// characters beyond Unicode's first 65,536.
  private static String shown(Catalog catalog, Found view) throws SQLException {
    String name = Spelling.name(view.id.name());
    String text = catalog.shown("VIEW " + name, "Create View");
    Matcher algorithm = ALGORITHM.matcher(text);
    if (algorithm.find() && !algorithm.group(1).equals(UNDEFINED)) {
      view.put("algorithm", algorithm.group(1));
    }
    if (!view.text("definition").contains("?")) {
      return view.text("definition");
    }
    String before = " VIEW " + name + " AS ";
    String after =
        view.text("check_option").isEmpty()
            ? ""
            : " WITH " + view.text("check_option") + " CHECK OPTION";
    int start = text.indexOf(before);
    return start < 0 || !text.endsWith(after)
        ? view.text("definition")
        : text.substring(start + before.length(), text.length() - after.length());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return create("CREATE ", object);
  }

  private static List<String> create(String verb, SchemaObject object) {
    return List.of(
        verb
            + (object.has("algorithm") ? "ALGORITHM=" + object.text("algorithm") + " " : "")
            + (object.has("security") ? "SQL SECURITY " + object.text("security") + " " : "")
            + "VIEW "
            + Spelling.name(object.id().name())
            + " AS "
            + object.text("definition")
            + (object.has("check_option")
                ? " WITH " + object.text("check_option") + " CHECK OPTION"
                : ""));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP VIEW " + Spelling.name(object.id().name()));
  }

  /// A view is not read before somebody asks it.
  @Override
  public boolean endures(SchemaObject object) {
    return true;
  }

  @Override
  public Alteration alter(Change change) {
    return Alteration.inPlace(create("CREATE OR REPLACE ", change.to()));
  }
}
