package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxFailure;
import dev.lockstep.parsers.tree.SyntaxNode;
import java.util.List;

/// Refuses lists of published objects in which an object does not say its kind and follows none
/// that does.
final class PublicationRefusals implements Refusals.Refusal {
  static final List<String> SYMBOLS =
      List.of("PublicationObjSpec", "CreatePublicationStmt", "AlterPublicationStmt");

  @Override
  public void check(SyntaxNode node, TokenStream tokens) {
    if (!node.is("PublicationObjSpec")) {
      checkObjects(node);
    } else if (Refusals.begins(node, "ColId", "indirection")) {
      NameRefusals.checkPlain(node, tokens);
    }
  }

  private static void checkObjects(SyntaxNode node) {
    String kind = "";
    for (SyntaxNode object : node.child("pub_obj_list").map(SyntaxNode::items).orElse(List.of())) {
      String first = object.children().getFirst().symbol();
      boolean named = first.equals("TABLE") || first.equals("TABLES");
      kind = named ? first : kind;
      if (kind.isEmpty()) {
        throw failure(object, "invalid publication object list");
      }
      if (!named && kind.equals("TABLE")) {
        checkTable(object, first);
      } else if (!named) {
        checkSchema(object, first);
      }
    }
  }

  private static void checkTable(SyntaxNode object, String first) {
    if (first.equals("CURRENT_SCHEMA")) {
      throw failure(object, "invalid table name");
    }
  }

  private static void checkSchema(SyntaxNode object, String first) {
    if (object.has("OptWhereClause")) {
      throw failure(object, "WHERE clause not allowed for schema");
    }
    if (object.has("opt_column_list")) {
      throw failure(object, "column specification not allowed for schema");
    }
    if (first.equals("extended_relation_expr") || object.has("indirection")) {
      throw failure(object, "invalid schema name");
    }
  }

  /// The server has forgotten where a table with `ONLY` or `*` stands and names the beginning.
  private static SyntaxFailure failure(SyntaxNode object, String message) {
    boolean forgotten = object.children().getFirst().is("extended_relation_expr");
    return new SyntaxFailure(message, forgotten ? 0 : object.start());
  }
}
