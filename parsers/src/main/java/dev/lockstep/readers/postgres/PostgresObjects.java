package dev.lockstep.readers.postgres;

import static dev.lockstep.readers.postgres.PostgresNames.modes;
import static dev.lockstep.readers.postgres.PostgresNames.part;
import static dev.lockstep.readers.postgres.PostgresNames.qualified;
import static dev.lockstep.readers.postgres.PostgresNames.range;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Alter;
import dev.lockstep.statement.Operation.Comment;
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropOwned;
import dev.lockstep.statement.Operation.Grant;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.Secret;
import dev.lockstep.statement.Operation.SetOwner;
import dev.lockstep.statement.Operation.SetSchema;
import dev.lockstep.statement.ParsedStatement.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what is said of all kinds of objects in the same manner.
final class PostgresObjects {
  /// The words after `CREATE`, `ALTER`, `DROP` and `ON`; of several that fit, the longest counts.
  private static final Map<String, ObjectType> TYPES =
      Map.ofEntries(
          Map.entry("ACCESS METHOD", ObjectType.ACCESS_METHOD),
          Map.entry("AGGREGATE", ObjectType.AGGREGATE),
          Map.entry("CAST", ObjectType.CAST),
          Map.entry("COLLATION", ObjectType.COLLATION),
          Map.entry("COLUMN", ObjectType.COLUMN),
          Map.entry("CONSTRAINT", ObjectType.CONSTRAINT),
          Map.entry("CONSTRAINT TRIGGER", ObjectType.TRIGGER),
          Map.entry("CONVERSION", ObjectType.CONVERSION),
          Map.entry("DATABASE", ObjectType.DATABASE),
          Map.entry("DEFAULT CONVERSION", ObjectType.CONVERSION),
          Map.entry("DEFAULT PRIVILEGES", ObjectType.DEFAULT_PRIVILEGES),
          Map.entry("DOMAIN", ObjectType.DOMAIN),
          Map.entry("EVENT TRIGGER", ObjectType.EVENT_TRIGGER),
          Map.entry("EXTENSION", ObjectType.EXTENSION),
          Map.entry("FOREIGN DATA WRAPPER", ObjectType.FOREIGN_DATA_WRAPPER),
          Map.entry("FOREIGN SERVER", ObjectType.SERVER),
          Map.entry("FOREIGN TABLE", ObjectType.FOREIGN_TABLE),
          Map.entry("FUNCTION", ObjectType.FUNCTION),
          Map.entry("GROUP", ObjectType.ROLE),
          Map.entry("INDEX", ObjectType.INDEX),
          Map.entry("LANGUAGE", ObjectType.LANGUAGE),
          Map.entry("LARGE OBJECT", ObjectType.LARGE_OBJECT),
          Map.entry("MATERIALIZED VIEW", ObjectType.MATERIALIZED_VIEW),
          Map.entry("OPERATOR", ObjectType.OPERATOR),
          Map.entry("OPERATOR CLASS", ObjectType.OPERATOR_CLASS),
          Map.entry("OPERATOR FAMILY", ObjectType.OPERATOR_FAMILY),
          Map.entry("POLICY", ObjectType.POLICY),
          Map.entry("PROCEDURAL LANGUAGE", ObjectType.LANGUAGE),
          Map.entry("PROCEDURE", ObjectType.PROCEDURE),
          Map.entry("PUBLICATION", ObjectType.PUBLICATION),
          Map.entry("ROLE", ObjectType.ROLE),
          Map.entry("ROUTINE", ObjectType.ROUTINE),
          Map.entry("RULE", ObjectType.RULE),
          Map.entry("SCHEMA", ObjectType.SCHEMA),
          Map.entry("SEQUENCE", ObjectType.SEQUENCE),
          Map.entry("SERVER", ObjectType.SERVER),
          Map.entry("STATISTICS", ObjectType.STATISTICS),
          Map.entry("SUBSCRIPTION", ObjectType.SUBSCRIPTION),
          Map.entry("TABLE", ObjectType.TABLE),
          Map.entry("TABLESPACE", ObjectType.TABLESPACE),
          Map.entry("TEXT SEARCH", ObjectType.TEXT_SEARCH),
          Map.entry("TRANSFORM", ObjectType.TRANSFORM),
          Map.entry("TRIGGER", ObjectType.TRIGGER),
          Map.entry("TRUSTED LANGUAGE", ObjectType.LANGUAGE),
          Map.entry("TRUSTED PROCEDURAL LANGUAGE", ObjectType.LANGUAGE),
          Map.entry("TYPE", ObjectType.TYPE),
          Map.entry("USER", ObjectType.ROLE),
          Map.entry("USER MAPPING", ObjectType.USER_MAPPING),
          Map.entry("VIEW", ObjectType.VIEW));

  private static final int LONGEST = 3;

  /// What the grammar calls the place of a name.
  private static final Set<String> NAMES =
      Set.of(
          "relation_expr",
          "qualified_name",
          "any_name",
          "func_name",
          "function_with_argtypes",
          "aggregate_with_argtypes",
          "operator_with_argtypes",
          "any_operator",
          "name",
          "ColId",
          "OptSchemaName",
          "RoleId",
          "RoleSpec",
          "auth_ident",
          "NonReservedWord_or_Sconst",
          "Typename",
          "NumericOnly",
          "opt_qualified_name",
          "database_name",
          "access_method",
          "index_name");

  /// Statements that may hold passwords, or make somebody a superuser.
  private static final Set<String> WITH_SECRETS =
      Set.of(
          "AlterRoleStmt",
          "AlterSubscriptionStmt",
          "AlterUserMappingStmt",
          "CreateGroupStmt",
          "CreateRoleStmt",
          "CreateSubscriptionStmt",
          "CreateUserMappingStmt",
          "CreateUserStmt");

  /// Words between the verb and the kind.
  private static final Set<String> FILLERS =
      Set.of(
          "OR",
          "REPLACE",
          "TEMPORARY",
          "TEMP",
          "LOCAL",
          "GLOBAL",
          "UNLOGGED",
          "RECURSIVE",
          "UNIQUE");

  private PostgresObjects() {}

  /// Finds the kind in the words of nodes.
  static ObjectType type(SyntaxNode... nodes) {
    return type(Stream.of(nodes).flatMap(SyntaxNode::tokens).map(SyntaxNode::text));
  }

  /// Finds the kind in the words behind the verb.
  static ObjectType typeOf(SyntaxNode statement) {
    return type(statement.tokens().skip(1).map(SyntaxNode::text));
  }

  private static ObjectType type(Stream<String> texts) {
    List<String> words =
        texts
            .map(word -> word.toUpperCase(Locale.ROOT))
            .dropWhile(FILLERS::contains)
            .limit(LONGEST)
            .toList();
    for (int length = words.size(); length > 0; length--) {
      ObjectType type = TYPES.get(String.join(" ", words.subList(0, length)));
      if (type != null) {
        return type;
      }
    }
    throw new IllegalStateException("no kind of object: " + words);
  }

  /// Reads the name of what a statement is about.
  private static QualifiedName name(SyntaxNode node) {
    return named(node).map(PostgresObjects::spelled).orElse(new QualifiedName(null, ""));
  }

  private static Optional<SyntaxNode> named(SyntaxNode node) {
    return node.children().stream()
        .filter(child -> !child.isEmpty() && NAMES.contains(child.symbol()))
        .findFirst();
  }

  private static QualifiedName spelled(SyntaxNode name) {
    return switch (name.symbol()) {
      case "relation_expr" -> PostgresNames.table(name);
      case "function_with_argtypes", "aggregate_with_argtypes" -> PostgresNames.routine(name);
      case "operator_with_argtypes", "any_operator", "Typename", "NumericOnly", "auth_ident" ->
          new QualifiedName(null, name.text());
      default -> qualified(name);
    };
  }

  static Operation create(SyntaxNode node) {
    return new Create(typeOf(node), name(node), modes(node));
  }

  static Operation alter(SyntaxNode node) {
    int behind = named(node).map(SyntaxNode::end).orElse(node.start());
    return new Alter(
        typeOf(node),
        name(node),
        node.tokens()
            .filter(token -> token.start() >= behind)
            .map(SyntaxNode::text)
            .collect(Collectors.joining(" "))
            .toUpperCase(Locale.ROOT));
  }

  // ----------------------------------------------------------------------------------------- drop

  static Operation drop(SyntaxNode node) {
    SyntaxNode on = node.child("object_type_name_on_any_name").orElse(null);
    ObjectType type = typeOf(node);
    if (on != null) {
      return new Drop(
          type,
          List.of(PostgresNames.plain(part(node, "name"))),
          qualified(part(node, "any_name")),
          modes(node));
    }
    Optional<SyntaxNode> list =
        PostgresNames.either(
            node,
            "any_name_list",
            "name_list",
            "type_name_list",
            "function_with_argtypes_list",
            "aggregate_with_argtypes_list",
            "operator_with_argtypes_list",
            "role_list");
    List<QualifiedName> names =
        list.map(found -> found.items().stream().map(PostgresObjects::spelled).toList())
            .orElseGet(() -> List.of(name(node)));
    return new Drop(type, names, null, modes(node));
  }

  static Operation dropOwned(SyntaxNode node) {
    return new DropOwned(roles(node), modes(node));
  }

  // --------------------------------------------------------------------------- rename, move, owner

  static Operation rename(SyntaxNode node) {
    ObjectType type = typeOf(node);
    List<SyntaxNode> names =
        node.children().stream()
            .filter(c -> c.is("name") || c.is("database_name") || c.is("RoleId"))
            .toList();
    String to = names.getLast().name();
    List<SyntaxNode> children = node.children();
    int rename = indexOf(children, "RENAME");
    boolean constraint = children.get(rename + 1).is("CONSTRAINT");
    boolean attribute = children.get(rename + 1).is("ATTRIBUTE");
    boolean column = children.get(rename + 1).is("opt_column");
    if (constraint || attribute || column) {
      return new Rename(
          type,
          name(node),
          constraint ? ObjectType.CONSTRAINT : ObjectType.COLUMN,
          names.get(names.size() - 2).name(),
          to);
    }
    if (node.has("ON")) {
      return new Rename(
          ObjectType.TABLE,
          qualified(part(node, "qualified_name")),
          type,
          names.getFirst().name(),
          to);
    }
    return new Rename(type, name(node), null, null, to);
  }

  private static int indexOf(List<SyntaxNode> nodes, String symbol) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).is(symbol)) {
        return i;
      }
    }
    throw new IllegalStateException("no " + symbol);
  }

  static Operation move(SyntaxNode node) {
    return new SetSchema(typeOf(node), name(node), node.children().getLast().name());
  }

  static Operation own(SyntaxNode node) {
    return new SetOwner(typeOf(node), name(node), part(node, "RoleSpec").name());
  }

  static Operation comment(SyntaxNode node) {
    ObjectType type = type(node.tokens().skip(2).map(SyntaxNode::text));
    SyntaxNode text = part(node, "comment_text");
    String said = text.collapsed().is("NULL_P") ? null : text.string();
    if (type == ObjectType.COLUMN) {
      List<String> words = PostgresNames.words(part(node, "any_name"));
      int last = words.size() - 1;
      return new Comment(
          type,
          new QualifiedName(
              last > 1 ? words.get(last - 2) : null, words.get(Math.max(0, last - 1))),
          words.get(last),
          said);
    }
    return node.has("any_name") && node.has("name") && !node.has("USING")
        ? new Comment(type, qualified(part(node, "any_name")), part(node, "name").name(), said)
        : new Comment(type, name(node), null, said);
  }

  // --------------------------------------------------------------------------------------- rights

  static Operation grant(SyntaxNode node) {
    boolean revoked = node.children().getFirst().is("REVOKE");
    Optional<SyntaxNode> target = node.child("privilege_target");
    return new Grant(
        revoked,
        node.child("privileges").map(PostgresObjects::privileges).orElseGet(() -> privileges(node)),
        target.map(PostgresObjects::targets).orElse(List.of()),
        roles(node));
  }

  private static List<String> privileges(SyntaxNode node) {
    return node.has("privilege_list")
        ? part(node, "privilege_list").items().stream().map(PostgresNames::upper).toList()
        : List.of(PostgresNames.upper(node));
  }

  private static List<QualifiedName> targets(SyntaxNode target) {
    return target.children().stream()
        .filter(child -> child.symbol().endsWith("_list"))
        .flatMap(list -> list.items().stream())
        .map(PostgresObjects::spelled)
        .toList();
  }

  /// Lists who gets or loses a right; of roles granted to roles, the latter.
  private static List<String> roles(SyntaxNode node) {
    return PostgresNames.either(node, "grantee_list", "role_list")
        .map(list -> list.items().stream().map(role -> role.children().getLast().name()).toList())
        .orElse(List.of());
  }

  /// Finds what a statement gives a role besides its name: the right to do everything, and
  /// passwords that stand there word by word.
  static List<Part> roleParts(SyntaxNode node) {
    List<Part> parts = new ArrayList<>();
    if (!WITH_SECRETS.contains(node.symbol())) {
      return parts;
    }
    node.all("AlterOptRoleElem")
        .forEach(option -> {
          if (option.has("PASSWORD") && option.has("Sconst")) {
            parts.add(new Part(range(part(option, "Sconst")), new Secret()));
          } else if (option.text().equalsIgnoreCase("superuser")) {
            parts.add(
                new Part(
                    range(option),
                    new Grant(
                        false, List.of("SUPERUSER"), List.of(), List.of(name(node).toString()))));
          }
        });
    node.all("generic_option_elem", "alter_generic_option_elem")
        .filter(option -> option.has("generic_option_name"))
        .filter(option -> part(option, "generic_option_name").name().equalsIgnoreCase("password"))
        .forEach(
            option -> parts.add(new Part(range(part(option, "generic_option_arg")), new Secret())));
    if (node.is("CreateSubscriptionStmt") || node.is("AlterSubscriptionStmt")) {
      node.child("Sconst")
          .filter(address -> address.string().toLowerCase(Locale.ROOT).contains("password"))
          .ifPresent(address -> parts.add(new Part(range(address), new Secret())));
    }
    return parts;
  }

  static @Nullable String language(SyntaxNode node) {
    return node.all("createfunc_opt_item", "dostmt_opt_item")
        .filter(item -> item.has("LANGUAGE"))
        .map(item -> part(item, "NonReservedWord_or_Sconst"))
        .map(word -> word.collapsed().is("SCONST") ? word.string() : word.name())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(null);
  }
}
