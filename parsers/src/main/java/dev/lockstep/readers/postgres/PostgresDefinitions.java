package dev.lockstep.readers.postgres;

import static dev.lockstep.readers.postgres.PostgresNames.modes;
import static dev.lockstep.readers.postgres.PostgresNames.part;
import static dev.lockstep.readers.postgres.PostgresNames.qualified;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddDomainConstraint;
import dev.lockstep.statement.Operation.AddLabel;
import dev.lockstep.statement.Operation.Alter;
import dev.lockstep.statement.Operation.CreateEnum;
import dev.lockstep.statement.Operation.CreateRoutine;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.RefreshView;
import dev.lockstep.statement.Operation.Rename;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads what creates and alters views, types and programs.
final class PostgresDefinitions {
  private PostgresDefinitions() {}

  static Operation view(SyntaxNode node) {
    boolean materialized = node.is("CreateMatViewStmt");
    SyntaxNode target = materialized ? part(node, "create_mv_target") : node;
    return new CreateView(
        materialized ? ObjectType.MATERIALIZED_VIEW : ObjectType.VIEW,
        qualified(part(target, "qualified_name")),
        PostgresQueries.query(part(node, "SelectStmt")),
        modes(node));
  }

  static Operation refresh(SyntaxNode node) {
    return new RefreshView(qualified(part(node, "qualified_name")), modes(node));
  }

  /// Reads `CREATE TYPE`, and what else is defined by a list of options.
  static Operation define(SyntaxNode node) {
    return node.has("ENUM_P")
        ? new CreateEnum(
            qualified(part(node, "any_name")),
            node.child("opt_enum_val_list").stream()
                .flatMap(list -> list.all("Sconst"))
                .map(SyntaxNode::string)
                .toList())
        : PostgresObjects.create(node);
  }

  static Operation alterEnum(SyntaxNode node) {
    QualifiedName type = qualified(part(node, "any_name"));
    List<SyntaxNode> values = PostgresNames.parts(node, "Sconst");
    String label = values.getFirst().string();
    if (node.has("RENAME")) {
      return new Rename(ObjectType.TYPE, type, ObjectType.COLUMN, label, values.getLast().string());
    }
    if (node.has("DROP")) {
      return new Alter(ObjectType.TYPE, type, "DROP VALUE");
    }
    return new AddLabel(
        type,
        label,
        PostgresNames.either(node, "BEFORE", "AFTER")
            .map(word -> word.text().toUpperCase(Locale.ROOT) + " " + values.getLast().string())
            .orElse(null),
        modes(node));
  }

  static Operation alterDomain(SyntaxNode node) {
    return node.has("ADD_P")
        ? new AddDomainConstraint(
            qualified(part(node, "any_name")), PostgresTables.domainConstraint(node))
        : PostgresObjects.alter(node);
  }

  static Operation routine(SyntaxNode node) {
    Map<String, String> options = new TreeMap<>();
    node.all("common_func_opt_item")
        .forEach(item -> {
          if (item.has("FunctionSetResetClause")) {
            options.put(
                PostgresNames.within(item, "var_name")
                    .map(name -> "set " + PostgresNames.lower(name).replace(" ", ""))
                    .orElseGet(() -> PostgresNames.lower(item)),
                item.text());
          } else {
            options.put(PostgresNames.lower(item), "");
          }
        });
    String language = PostgresObjects.language(node);
    return new CreateRoutine(
        node.has("PROCEDURE") ? ObjectType.PROCEDURE : ObjectType.FUNCTION,
        qualified(part(node, "func_name")),
        language == null ? "sql" : language,
        options,
        modes(node));
  }

  static Operation trigger(SyntaxNode node) {
    return new CreateTrigger(
        part(node, "name").name(), qualified(part(node, "qualified_name")), modes(node));
  }

  /// Finds the body of a routine or a `DO` block where it is a string.
  static Optional<SyntaxNode> body(SyntaxNode node) {
    return node.is("DoStmt")
        ? node.all("Sconst").findFirst()
        : node.all("func_as").flatMap(as -> as.all("Sconst")).findFirst();
  }
}
