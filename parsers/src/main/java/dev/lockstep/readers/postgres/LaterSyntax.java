package dev.lockstep.readers.postgres;

import dev.lockstep.parsers.postgres.PostgresParser;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.parsers.tree.SyntaxTree;
import dev.lockstep.statement.Reading.NotUnderstood;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Knows what the grammar of a version has that the version before, which is read by it, has not.
///
/// *Source*: PostgreSQL's release notes of 15 and 17, held against servers of 14 and 16.
final class LaterSyntax {
  /// Is a form of the grammar.
  ///
  /// @param since the first major version that knows it
  /// @param words that name it
  private record Form(int since, String symbol, String words, Predicate<SyntaxNode> isIt) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(15, "MergeStmt", "MERGE", _ -> true),
          new Form(15, "opt_unique_null_treatment", "NULLS NOT DISTINCT", node -> !node.isEmpty()),
          new Form(
              15,
              "alter_table_cmd",
              "SET ACCESS METHOD",
              node -> begins(node, "set", "access", "method")),
          new Form(15, "parameter_name_list", "rights on parameters", _ -> true),
          new Form(15, "key_action", "SET NULL and SET DEFAULT of some columns", LaterSyntax::some),
          new Form(
              15,
              "AlterSubscriptionStmt",
              "ALTER SUBSCRIPTION … SKIP",
              node -> node.tokens().anyMatch(token -> token.is("SKIP"))),
          new Form(
              15,
              "AlterDatabaseStmt",
              "REFRESH COLLATION VERSION",
              node -> node.tokens().anyMatch(token -> token.is("REFRESH"))),
          new Form(
              15,
              "CreateSeqStmt",
              "unlogged sequences",
              node -> node.child("OptTemp").filter(temp -> temp.has("UNLOGGED")).isPresent()),
          new Form(
              15,
              "PublicationObjSpec",
              "publications of schemas, of columns and of some rows",
              node ->
                  node.has("SCHEMA") || node.has("opt_column_list") || node.has("OptWhereClause")),
          new Form(17, "merge_when_clause", "NOT MATCHED BY …", LaterSyntax::bySide),
          new Form(17, "MergeStmt", "MERGE … RETURNING", node -> node.has("returning_clause")),
          new Form(
              17,
              "set_access_method_name",
              "SET ACCESS METHOD DEFAULT",
              node -> node.text().equalsIgnoreCase("default")),
          new Form(17, "json_table", "JSON_TABLE", _ -> true),
          new Form(17, "func_expr_common_subexpr", "this function of JSON", LaterSyntax::isJson),
          new Form(
              17,
              "alter_table_cmd",
              "SET EXPRESSION",
              node -> node.has("SET") && node.tokens().anyMatch(token -> token.is("EXPRESSION"))),
          new Form(17, "a_expr", "AT LOCAL", node -> node.has("AT") && node.has("LOCAL")));

  private LaterSyntax() {}

  /// Finds what a version lacks in what the grammar of the next one accepted.
  static Optional<NotUnderstood> in(SyntaxTree tree, int major) {
    if (major != 14 && major != 16) {
      return Optional.empty();
    }
    for (SyntaxNode statement : PostgresParser.statements(tree)) {
      for (Form form : FORMS) {
        if (form.since() == major + 1) {
          Optional<SyntaxNode> found = statement.all(form.symbol()).filter(form.isIt()).findFirst();
          if (found.isPresent()) {
            return Optional.of(
                new NotUnderstood(
                    "PostgreSQL %d does not know %s, which came with %d"
                        .formatted(major, form.words(), form.since()),
                    found.get().start()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean begins(SyntaxNode node, String... words) {
    List<String> first =
        node.tokens()
            .limit(words.length)
            .map(token -> token.text().toLowerCase(Locale.ROOT))
            .toList();
    return first.equals(List.of(words));
  }

  private static boolean some(SyntaxNode action) {
    return action.has("opt_column_list");
  }

  private static boolean bySide(SyntaxNode clause) {
    return clause.tokens().limit(4).anyMatch(token -> token.is("BY"));
  }

  private static boolean isJson(SyntaxNode call) {
    return List.of("JSON_SCALAR", "JSON_SERIALIZE", "JSON_QUERY", "JSON_EXISTS", "JSON_VALUE")
        .contains(call.children().getFirst().symbol());
  }
}
