package dev.lockstep.readers.postgres;

import static dev.lockstep.readers.postgres.PostgresNames.modes;
import static dev.lockstep.readers.postgres.PostgresNames.part;
import static dev.lockstep.readers.postgres.PostgresNames.range;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.IndexKey;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddColumn;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.AlterConstraint;
import dev.lockstep.statement.Operation.AttachPartition;
import dev.lockstep.statement.Operation.ChangeType;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.DetachPartition;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.DropDefault;
import dev.lockstep.statement.Operation.DropNotNull;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.SetColumnOption;
import dev.lockstep.statement.Operation.SetDefault;
import dev.lockstep.statement.Operation.SetNotNull;
import dev.lockstep.statement.Operation.SetOwner;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.Operation.ValidateConstraint;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.Query;
import dev.lockstep.statement.TypeName;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/// Reads what creates and alters tables and their indexes.
final class PostgresTables {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "OptInherit", "inherits",
          "table_access_method_clause", "access method",
          "OptWith", "with",
          "OptTableSpace", "tablespace",
          "OnCommitOption", "on commit",
          "PartitionBoundSpec", "partition bound");

  private static final Set<String> CONSTANTS = Set.of("SCONST", "ICONST", "FCONST");

  private PostgresTables() {}

  /// Reads `CREATE TABLE` and `CREATE FOREIGN TABLE`.
  static Operation create(SyntaxNode node) {
    List<SyntaxNode> names = PostgresNames.parts(node, "qualified_name");
    List<QualifiedName> columnsOf =
        node.all("TableLikeClause", "OptInherit")
            .flatMap(found -> PostgresNames.tables(found).stream())
            .toList();
    return new CreateTable(
        PostgresNames.qualified(names.getFirst()),
        node.all("columnDef", "columnOptions").map(PostgresColumns::column).toList(),
        node.all("TableConstraint").map(PostgresColumns::constraint).toList(),
        List.of(),
        columnsOf,
        node.has("PARTITION") ? PostgresNames.qualified(names.get(1)) : null,
        PostgresNames.within(node, "PartitionSpec").map(SyntaxNode::text).orElse(null),
        null,
        options(node),
        modes(node));
  }

  /// Reads `CREATE TABLE … AS`.
  static Operation createAs(SyntaxNode node) {
    SyntaxNode target = part(node, "create_as_target");
    return new CreateTable(
        PostgresNames.qualified(part(target, "qualified_name")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        node.child("SelectStmt")
            .map(PostgresQueries::query)
            .orElse(new Query(List.of(), null, List.of())),
        options(target),
        modes(node));
  }

  private static Map<String, String> options(SyntaxNode node) {
    Map<String, String> options = new TreeMap<>();
    OPTIONS.forEach(
        (symbol, name) -> node.child(symbol).ifPresent(found -> options.put(name, found.text())));
    return options;
  }

  static Operation createIndex(SyntaxNode node) {
    SyntaxNode relation = part(node, "relation_expr");
    QualifiedName table = PostgresNames.table(relation);
    Map<String, String> options = new TreeMap<>();
    node.child("opt_unique_null_treatment")
        .filter(found -> found.has("NOT"))
        .ifPresent(_ -> options.put("nulls not distinct", ""));
    node.child("opt_reloptions").ifPresent(found -> options.put("with", found.text()));
    node.child("OptTableSpace").ifPresent(found -> options.put("tablespace", found.text()));
    return new CreateIndex(
        PostgresNames.either(node, "opt_single_name", "opt_index_name", "name", "index_name")
            .map(name -> new QualifiedName(table.qualifier(), name.name()))
            .orElse(null),
        table,
        node.has("opt_unique"),
        node.child("access_method_clause")
            .map(method -> method.children().getLast().name())
            .orElse(null),
        part(node, "index_params").items().stream().map(PostgresTables::key).toList(),
        node.child("opt_include").stream()
            .flatMap(include -> include.all("index_elem"))
            .map(element -> element.children().getFirst().name())
            .toList(),
        PostgresQueries.where(node),
        options,
        modes(node));
  }

  private static IndexKey key(SyntaxNode element) {
    Optional<SyntaxNode> column = element.child("ColId");
    return new IndexKey(
        column.map(SyntaxNode::name).orElse(null),
        PostgresNames.either(element, "func_expr_windowless", "a_expr")
            .map(PostgresQueries::expression)
            .orElse(null),
        element.child("index_elem_options").map(SyntaxNode::text).orElse(""),
        range(element));
  }

  // ---------------------------------------------------------------------------------- ALTER TABLE

  /// Reads `ALTER TABLE` and its likes, each command a part.
  static List<Part> alter(SyntaxNode node) {
    ObjectType type = PostgresObjects.type(node.children().get(1), node.children().get(2));
    Optional<SyntaxNode> relation = PostgresNames.either(node, "relation_expr", "qualified_name");
    if (relation.isEmpty()) {
      return List.of(new Part(range(node), new Operation.Other(PostgresNames.upper(node))));
    }
    QualifiedName table = PostgresNames.table(relation.get());
    Set<Mode> outer = EnumSet.noneOf(Mode.class);
    modes(node).stream().filter(mode -> mode == Mode.ONLY).forEach(outer::add);
    Optional<SyntaxNode> partition =
        PostgresNames.either(node, "partition_cmd", "index_partition_cmd");
    if (partition.isPresent()) {
      return List.of(
          new Part(
              range(partition.get()),
              partition(type, table, partition.get()),
              PostgresNames.anchors(partition.get())));
    }
    return part(node, "alter_table_cmds").items().stream()
        .map(command ->
            new Part(
                range(command),
                command(type, table, command, outer),
                PostgresNames.anchors(command)))
        .toList();
  }

  private static Operation partition(ObjectType type, QualifiedName table, SyntaxNode node) {
    QualifiedName partition = PostgresNames.qualified(node.child("qualified_name").orElse(node));
    if (type == ObjectType.INDEX) {
      return new Operation.Alter(type, table, PostgresNames.lower(node));
    }
    return switch (node.children().getFirst().symbol()) {
      case "ATTACH" ->
          new AttachPartition(
              table,
              partition,
              node.child("PartitionBoundSpec").filter(b -> b.has("DEFAULT")).isPresent(),
              node.child("PartitionBoundSpec").stream()
                  .flatMap(SyntaxNode::tokens)
                  .filter(token -> CONSTANTS.contains(token.symbol()))
                  .map(SyntaxNode::text)
                  .toList());
      case "DETACH" ->
          node.has("FINALIZE")
              ? new SetTableOption(table, "finalize detach", partition.toString())
              : new DetachPartition(table, partition, modes(node));
      default -> new SetTableOption(table, PostgresNames.lower(node), null);
    };
  }

  private static Operation command(
      ObjectType type, QualifiedName table, SyntaxNode node, Set<Mode> outer) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    modes.addAll(outer);
    modes.addAll(modes(node));
    return switch (node.children().getFirst().symbol()) {
      case "ADD_P" ->
          node.child("columnDef")
              .<Operation>map(definition ->
                  new AddColumn(table, PostgresColumns.column(definition), null, modes))
              .or(() ->
                  node.child("TableConstraint")
                      .map(c -> new AddConstraint(table, PostgresColumns.constraint(c), modes)))
              .orElseGet(() -> option(table, node));
      case "ALTER" ->
          node.has("CONSTRAINT")
              ? new AlterConstraint(
                  table,
                  part(node, "name").name(),
                  node.child("ConstraintAttributeSpec").map(PostgresNames::upper).orElse("INHERIT"))
              : column(table, node);
      case "VALIDATE" -> new ValidateConstraint(table, part(node, "name").name());
      case "DROP" ->
          node.has("CONSTRAINT")
              ? new DropConstraint(table, part(node, "name").name(), null, modes)
              : new DropColumn(table, part(node, "ColId").name(), modes);
      case "OWNER" -> new SetOwner(type, table, part(node, "RoleSpec").name());
      default -> option(table, node);
    };
  }

  private static Operation option(QualifiedName table, SyntaxNode node) {
    String words = PostgresNames.lower(node);
    return PostgresNames.either(
            node, "name", "qualified_name", "any_name", "set_access_method_name")
        .<Operation>map(value ->
            new SetTableOption(
                table,
                words.substring(0, words.length() - PostgresNames.lower(value).length()).strip(),
                value.is("name") ? value.name() : PostgresNames.qualified(value).toString()))
        .or(() ->
            PostgresNames.either(node, "reloptions", "alter_generic_options")
                .map(value ->
                    new SetTableOption(
                        table,
                        node.children().getFirst().is("alter_generic_options")
                            ? "options"
                            : PostgresNames.lower(node.children().getFirst()) + " with",
                        value.text())))
        .orElseGet(() -> new SetTableOption(table, words, null));
  }

  private static Operation column(QualifiedName table, SyntaxNode node) {
    String column = PostgresNames.either(node, "ColId", "Iconst").map(SyntaxNode::name).orElse("");
    Optional<SyntaxNode> type = node.child("Typename");
    if (type.isPresent()) {
      TypeName wanted = PostgresTypes.type(type.get());
      return new ChangeType(
          table,
          column,
          wanted,
          node.child("alter_using")
              .flatMap(using -> using.child("a_expr"))
              .filter(value -> !isPlainCast(value, column, wanted))
              .map(PostgresQueries::expression)
              .orElse(null));
    }
    Optional<SyntaxNode> standard = node.child("alter_column_default");
    if (standard.isPresent()) {
      return expression(standard.get())
          .<Operation>map(value -> new SetDefault(table, column, value))
          .orElseGet(() -> new DropDefault(table, column));
    }
    if (node.has("NULL_P")) {
      return node.has("SET") ? new SetNotNull(table, column) : new DropNotNull(table, column);
    }
    int words =
        node.children().indexOf(PostgresNames.either(node, "ColId", "Iconst").orElseThrow());
    SyntaxNode last = node.children().stream().skip(words + 1L).findFirst().orElse(node);
    String option =
        node.child("alter_identity_column_option_list").isPresent()
            ? "identity"
            : optionWords(node, words + 1);
    return new SetColumnOption(
        table, column, option, expression(last.has("a_expr") ? last : node).orElse(null));
  }

  /// Joins the words behind the column up to a value.
  private static String optionWords(SyntaxNode node, int from) {
    StringJoiner words = new StringJoiner(" ");
    for (SyntaxNode child : node.children().subList(from, node.children().size())) {
      if (child.isEmpty()) {
        continue;
      }
      if (!child.isToken()
          && words.length() > 0
          && !child.is("column_compression")
          && !child.is("column_storage")) {
        break;
      }
      words.add(PostgresNames.upperWords(child).toLowerCase(Locale.ROOT));
    }
    return words.toString().strip();
  }

  private static Optional<Expression> expression(SyntaxNode node) {
    return node.child("a_expr").map(PostgresQueries::expression);
  }

  /// Tells whether a value is that of a column, cast to a type as it would be without words. To cut
  /// a value to a length is something else.
  private static boolean isPlainCast(SyntaxNode value, String column, TypeName type) {
    List<SyntaxNode> parts = value.children();
    return parts.size() == 3
        && parts.get(1).is("TYPECAST")
        && type.modifiers().isEmpty()
        && type.toString().equals(PostgresTypes.type(parts.get(2)).toString())
        && PostgresQueries.expression(parts.get(0)).text().equals(column);
  }

  /// Reads the constraint of `ALTER DOMAIN … ADD`.
  static Constraint domainConstraint(SyntaxNode node) {
    return PostgresColumns.constraint(
        PostgresNames.either(node, "TableConstraint", "DomainConstraint").orElseThrow());
  }
}
