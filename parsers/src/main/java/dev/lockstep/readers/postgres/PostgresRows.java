package dev.lockstep.readers.postgres;

import static dev.lockstep.readers.postgres.PostgresNames.modes;
import static dev.lockstep.readers.postgres.PostgresNames.part;
import static dev.lockstep.readers.postgres.PostgresNames.qualified;
import static dev.lockstep.readers.postgres.PostgresNames.table;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.Call;
import dev.lockstep.statement.Operation.Copy;
import dev.lockstep.statement.Operation.Delete;
import dev.lockstep.statement.Operation.Insert;
import dev.lockstep.statement.Operation.LockTables;
import dev.lockstep.statement.Operation.Maintain;
import dev.lockstep.statement.Operation.Merge;
import dev.lockstep.statement.Operation.MergeBranch;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Other;
import dev.lockstep.statement.Operation.Reindex;
import dev.lockstep.statement.Operation.Select;
import dev.lockstep.statement.Operation.SetVariable;
import dev.lockstep.statement.Operation.Transaction;
import dev.lockstep.statement.Operation.Truncate;
import dev.lockstep.statement.Operation.Update;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads what asks for and changes rows, and what looks after the session and the server.
final class PostgresRows {
  private static final Set<String> CONCURRENTLY =
      Set.of("concurrently", "concurrently true", "concurrently on", "concurrently 1");

  private PostgresRows() {}

  static Operation select(SyntaxNode node) {
    return new Select(PostgresQueries.query(node));
  }

  static Operation insert(SyntaxNode node) {
    SyntaxNode rest = part(node, "insert_rest");
    Optional<SyntaxNode> select = rest.child("SelectStmt");
    int rows = select.map(PostgresQueries::rows).orElse(0);
    return new Insert(
        qualified(part(part(node, "insert_target"), "qualified_name")),
        targets(rest.child("insert_column_list").stream().flatMap(list -> list.items().stream())),
        rows,
        rows > 0 ? null : select.map(PostgresQueries::query).orElse(null));
  }

  /// Lists columns that get values; one of which only parts do is named once.
  private static List<String> targets(Stream<SyntaxNode> targets) {
    List<String> columns = new ArrayList<>();
    Set<String> inParts = new HashSet<>();
    targets.forEach(target -> {
      String column = part(target, "ColId").name();
      if (!target.has("opt_indirection") || inParts.add(column)) {
        columns.add(column);
      }
    });
    return columns;
  }

  static Operation update(SyntaxNode node) {
    return new Update(
        table(part(node, "relation_expr_opt_alias")),
        targets(node.child("set_clause_list").stream().flatMap(list -> list.all("set_target"))),
        PostgresQueries.query(node));
  }

  static Operation delete(SyntaxNode node) {
    return new Delete(table(part(node, "relation_expr_opt_alias")), PostgresQueries.query(node));
  }

  static Operation merge(SyntaxNode node) {
    return new Merge(
        table(part(node, "relation_expr_opt_alias")),
        PostgresQueries.query(node),
        node.all("merge_when_clause").map(PostgresRows::branch).toList());
  }

  /// A grammar of before 17 has no word for rows that only one side has.
  private static MergeBranch branch(SyntaxNode clause) {
    String when = PostgresNames.upperWords(clause.children().getFirst());
    String action =
        PostgresNames.either(clause, "merge_update", "merge_delete", "merge_insert")
            .map(found -> found.tokens().findFirst().orElse(found).text().toUpperCase(Locale.ROOT))
            .orElse("DO NOTHING");
    boolean source = when.endsWith("BY SOURCE");
    return new MergeBranch(
        source
            ? "NOT MATCHED BY SOURCE"
            : clause.tokens().skip(1).findFirst().filter(word -> word.is("NOT")).isPresent()
                ? "NOT MATCHED"
                : "MATCHED",
        action,
        clause.has("opt_merge_when_condition"));
  }

  static Operation truncate(SyntaxNode node) {
    return new Truncate(
        part(node, "relation_expr_list").items().stream().map(PostgresNames::table).toList(),
        modes(node));
  }

  static Operation copy(SyntaxNode node) {
    return new Copy(
        node.child("qualified_name").map(PostgresNames::qualified).orElse(null),
        node.child("copy_from").filter(found -> found.has("FROM")).isPresent(),
        node.has("opt_program"));
  }

  static Operation call(SyntaxNode node) {
    return new Call(qualified(part(part(node, "func_application"), "func_name")));
  }

  // -------------------------------------------------------------------------------------- session

  static Operation set(SyntaxNode node) {
    String scope = node.has("LOCAL") ? "local" : "session";
    SyntaxNode rest = part(node, "set_rest");
    Optional<SyntaxNode> name = PostgresNames.within(rest, "var_name");
    if (name.isPresent()) {
      return new SetVariable(
          scope,
          PostgresNames.lower(name.get()).replace(" ", ""),
          rest.all("var_list").reduce((_, whole) -> whole).map(SyntaxNode::text).orElse(null));
    }
    List<SyntaxNode> tokens = rest.tokens().toList();
    String words =
        tokens.subList(0, Math.max(1, tokens.size() - 1)).stream()
            .map(SyntaxNode::text)
            .collect(Collectors.joining(" "))
            .toLowerCase(Locale.ROOT);
    return new SetVariable(scope, words, tokens.getLast().text());
  }

  static Operation reset(SyntaxNode node) {
    return new SetVariable("session", PostgresNames.lower(part(node, "reset_rest")), null);
  }

  static Operation transaction(SyntaxNode node) {
    String first = node.tokens().findFirst().orElse(node).text().toUpperCase(Locale.ROOT);
    return new Transaction(
        switch (first) {
          case "START" -> "BEGIN";
          case "END" -> "COMMIT";
          case "ABORT" -> "ROLLBACK";
          case "ROLLBACK" -> node.has("TO") ? "ROLLBACK TO" : first;
          default -> first;
        });
  }

  static Operation lock(SyntaxNode node) {
    return new LockTables(
        part(node, "relation_expr_list").items().stream().map(PostgresNames::table).toList(),
        node.child("opt_lock")
            .flatMap(found -> found.child("lock_type"))
            .map(PostgresNames::upper)
            .orElse("ACCESS EXCLUSIVE"));
  }

  // --------------------------------------------------------------------------------------- upkeep

  static Operation maintain(SyntaxNode node) {
    List<QualifiedName> tables = PostgresNames.tables(node);
    String verb = node.children().getFirst().collapsed().text().toUpperCase(Locale.ROOT);
    boolean full =
        node.has("opt_full")
            || node.child("utility_option_list").stream()
                .flatMap(list -> list.items().stream())
                .map(PostgresNames::lower)
                .anyMatch(option -> option.equals("full") || option.equals("full true"));
    return new Maintain(full ? verb + " FULL" : verb, tables);
  }

  static Operation reindex(SyntaxNode node) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    modes.addAll(modes(node));
    node.all("utility_option_elem")
        .map(PostgresNames::lower)
        .filter(CONCURRENTLY::contains)
        .forEach(_ -> modes.add(Mode.CONCURRENTLY));
    ObjectType type =
        node.tokens()
            .map(token -> token.symbol())
            .filter(symbol ->
                List.of("INDEX", "TABLE", "SCHEMA", "DATABASE", "SYSTEM_P").contains(symbol))
            .map(symbol ->
                symbol.equals("SYSTEM_P") ? ObjectType.SYSTEM : ObjectType.valueOf(symbol))
            .findFirst()
            .orElse(ObjectType.TABLE);
    return new Reindex(
        type,
        PostgresNames.either(node, "qualified_name", "name", "opt_single_name")
            .map(PostgresNames::qualified)
            .orElse(null),
        modes);
  }

  static Operation other(SyntaxNode node) {
    return new Other(
        node.tokens()
            .takeWhile(token -> Character.isLetter(token.text().charAt(0)))
            .limit(2)
            .map(SyntaxNode::text)
            .collect(Collectors.joining(" "))
            .toUpperCase(Locale.ROOT));
  }
}
