package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Refuses names of objects and roles that are none.
final class NameRefusals implements Refusals.Refusal {
  static final List<String> SYMBOLS =
      List.of(
          "AlterCompositeTypeStmt",
          "DefineStmt",
          "RenameStmt",
          "AlterOptRoleElem",
          "RoleSpec",
          "RoleId");
  static final List<String> LONGER_SYMBOLS =
      List.of(
          "columnref",
          "c_expr",
          "insert_column_item",
          "set_target",
          "qualified_name",
          "func_name",
          "function_with_argtypes");
  private static final Set<String> ROLE_OPTIONS =
      Set.of(
          "superuser",
          "nosuperuser",
          "createrole",
          "nocreaterole",
          "replication",
          "noreplication",
          "createdb",
          "nocreatedb",
          "login",
          "nologin",
          "bypassrls",
          "nobypassrls",
          "noinherit");

  @Override
  public void check(SyntaxNode node, TokenStream tokens) {
    switch (node.symbol()) {
      case "qualified_name" -> {
        checkPlain(node, tokens);
        checkLength(node);
      }
      case "func_name", "function_with_argtypes" -> checkPlain(node, tokens);
      case "AlterCompositeTypeStmt" -> checkLength(node.children().get(2));
      case "DefineStmt" -> checkType(node, "CREATE", "TYPE_P", "any_name", "AS", "(");
      case "RenameStmt" -> checkType(node, "ALTER", "TYPE_P", "any_name", "RENAME", "ATTRIBUTE");
      case "AlterOptRoleElem" -> checkRoleOption(node);
      case "RoleSpec" -> checkRole(node);
      case "RoleId" -> checkNewRole(node);
      default -> checkStar(node, tokens);
    }
  }

  private static void checkStar(SyntaxNode node, TokenStream tokens) {
    SyntaxNode last = node.children().getLast();
    if (last.isEmpty() || !(last.is("indirection") || last.is("opt_indirection"))) {
      return;
    }
    List<SyntaxNode> items = last.items();
    for (SyntaxNode item : items.subList(0, items.size() - 1)) {
      if (item.children().getLast().is("*")) {
        throw tokens.failure("improper use of \"*\"");
      }
    }
  }

  /// Names must not have subscripts, which the grammar cannot tell from those of columns.
  static void checkPlain(SyntaxNode node, TokenStream tokens) {
    Optional<SyntaxNode> indirection = node.child("indirection");
    if (indirection.isEmpty()) {
      return;
    }
    for (SyntaxNode item : indirection.get().items()) {
      if (!item.children().getLast().is("attr_name")) {
        throw tokens.failure("syntax error");
      }
    }
  }

  private static void checkType(SyntaxNode node, String... beginning) {
    if (Refusals.begins(node, beginning)) {
      checkLength(node.children().get(2));
    }
  }

  /// A name has at most a database, a schema and itself.
  private static void checkLength(SyntaxNode name) {
    List<SyntaxNode> parts = name.children();
    if (parts.size() < 2 || parts.get(1).items().size() < 3) {
      return;
    }
    throw Refusals.at(
        name,
        name.tokens()
            .map(token -> Quoted.name(token.text()))
            .collect(
                Collectors.joining("", "improper qualified name (too many dotted names): ", "")));
  }

  private static void checkRoleOption(SyntaxNode node) {
    SyntaxNode option = node.children().getFirst();
    if (option.is("IDENT") && !ROLE_OPTIONS.contains(Quoted.name(option.text()))) {
      throw Refusals.at(
          option, "unrecognized role option \"%s\"".formatted(Quoted.name(option.text())));
    }
  }

  private static void checkRole(SyntaxNode node) {
    if (Quoted.name(node.text()).equals("none")) {
      throw Refusals.at(node, "role name \"none\" is reserved");
    }
  }

  private static void checkNewRole(SyntaxNode node) {
    SyntaxNode name = node.collapsed();
    switch (name.symbol()) {
      case "CURRENT_ROLE", "CURRENT_USER", "SESSION_USER" ->
          throw Refusals.at(node, name.symbol() + " cannot be used as a role name here");
      default -> {
        if (Quoted.name(name.text()).equals("public")) {
          throw Refusals.at(node, "role name \"public\" is reserved");
        }
      }
    }
  }
}
