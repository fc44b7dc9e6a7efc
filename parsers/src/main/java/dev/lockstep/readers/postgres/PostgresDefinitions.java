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
import dev.lockstep.statement.Operation.Create;
import dev.lockstep.statement.Operation.CreateEnum;
import dev.lockstep.statement.Operation.CreateRoutine;
import dev.lockstep.statement.Operation.CreateTrigger;
import dev.lockstep.statement.Operation.CreateView;
import dev.lockstep.statement.Operation.RefreshView;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
        PostgresUses.of(part(node, "SelectStmt")),
        PostgresUses.outputs(
            part(node, "SelectStmt"), PostgresNames.columns(target, "opt_column_list")),
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
    QualifiedName table = qualified(part(node, "qualified_name"));
    return new CreateTrigger(
        part(node, "name").name(),
        table,
        qualified(part(node, "func_name")),
        Stream.concat(
                node.all("TriggerOneEvent")
                    .flatMap(event -> event.all("columnElem"))
                    .map(column -> new Use(table, column.name())),
                node.all("TriggerWhen").flatMap(when -> PostgresUses.ofRows(when, table).stream()))
            .distinct()
            .toList(),
        modes(node));
  }

  /// Reads a policy or rule, which is named within its table.
  static Operation ofTable(SyntaxNode node) {
    boolean policy = node.is("CreatePolicyStmt");
    QualifiedName table = qualified(part(node, "qualified_name"));
    return new Create(
        policy ? ObjectType.POLICY : ObjectType.RULE,
        PostgresNames.plain(part(node, "name")),
        table,
        policy
            ? node.all("RowSecurityOptionalExpr", "RowSecurityOptionalWithCheck")
                .flatMap(condition -> PostgresUses.of(condition, table).stream())
                .filter(use -> table.equals(use.table()))
                .distinct()
                .toList()
            : PostgresUses.ofRows(node, table),
        modes(node));
  }

  static Operation publication(SyntaxNode node) {
    List<Use> uses = new ArrayList<>();
    for (SyntaxNode item : node.all("PublicationObjSpec").toList()) {
      QualifiedName table =
          item.has("ColId") && item.has("indirection")
              ? new QualifiedName(
                  part(item, "ColId").name(),
                  part(item, "indirection").tokens().reduce((_, last) -> last).orElseThrow().name())
              : PostgresNames.either(item, "relation_expr", "extended_relation_expr", "ColId")
                  .map(PostgresNames::table)
                  .orElse(null);
      if (table != null) {
        PostgresNames.columns(item, "opt_column_list")
            .forEach(column -> uses.add(new Use(table, column)));
        item.child("OptWhereClause").ifPresent(where -> uses.addAll(PostgresUses.of(where, table)));
      }
    }
    return new Create(
        ObjectType.PUBLICATION, PostgresNames.plain(part(node, "name")), null, uses, modes(node));
  }

  /// Finds the body of a routine or a `DO` block where it is a string.
  static Optional<SyntaxNode> body(SyntaxNode node) {
    return node.is("DoStmt")
        ? node.all("Sconst").findFirst()
        : node.all("func_as").flatMap(as -> as.all("Sconst")).findFirst();
  }
}
