package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Refuses attributes that a constraint cannot have.
final class ConstraintRefusals implements Refusals.Refusal {
  static final List<String> SYMBOLS =
      List.of(
          "ConstraintAttributeSpec",
          "ConstraintElem",
          "DomainConstraintElem",
          "CreateTrigStmt",
          "alter_table_cmd",
          "key_update",
          "ColConstraintElem",
          "columnDef",
          "columnOptions",
          "CreateDomainStmt");

  private static final List<String> CONFLICTS =
      List.of(
          "NOT DEFERRABLE,DEFERRABLE",
          "INITIALLY IMMEDIATE,INITIALLY DEFERRED",
          "NOT ENFORCED,ENFORCED");

  /// The server looks for them in this order.
  private static final List<String> ATTRIBUTES =
      List.of(
          "DEFERRABLE",
          "INITIALLY DEFERRED",
          "NOT VALID",
          "NO INHERIT",
          "NOT ENFORCED",
          "ENFORCED");

  private static final Set<String> DEFERRABLE = Set.of("DEFERRABLE", "INITIALLY DEFERRED");
  private static final Set<String> CHECKED =
      Set.of("NOT VALID", "NO INHERIT", "NOT ENFORCED", "ENFORCED");
  private static final Set<String> FOREIGN_KEY =
      Set.of("DEFERRABLE", "INITIALLY DEFERRED", "NOT VALID", "NOT ENFORCED", "ENFORCED");
  private static final Set<String> ALTERED =
      Set.of("DEFERRABLE", "INITIALLY DEFERRED", "NO INHERIT", "NOT ENFORCED", "ENFORCED");

  private final int major;

  ConstraintRefusals(int major) {
    this.major = major;
  }

  @Override
  public void check(SyntaxNode node, TokenStream tokens) {
    switch (node.symbol()) {
      case "ConstraintAttributeSpec" -> checkConflicts(node);
      case "ConstraintElem" -> checkTable(node);
      case "DomainConstraintElem" -> checkDomain(node);
      case "CreateTrigStmt" -> checkTrigger(node);
      case "alter_table_cmd" -> checkAltered(node);
      case "key_update" -> checkColumns(node);
      case "ColConstraintElem" -> checkGenerated(node);
      default -> checkCollations(node);
    }
  }

  private static void checkConflicts(SyntaxNode node) {
    if (node.isEmpty()) {
      return;
    }
    Set<String> attributes = attributes(node);
    SyntaxNode last = node.children().getLast();
    if (attributes.contains("NOT DEFERRABLE") && attributes.contains("INITIALLY DEFERRED")) {
      throw Refusals.at(last, "constraint declared INITIALLY DEFERRED must be DEFERRABLE");
    }
    for (String pair : CONFLICTS) {
      if (attributes.containsAll(List.of(pair.split(",")))) {
        throw Refusals.at(last, "conflicting constraint properties");
      }
    }
  }

  /// Returns the attributes as words in upper case with one space between them.
  private static Set<String> attributes(SyntaxNode list) {
    Set<String> attributes = new HashSet<>();
    for (SyntaxNode item : list.items()) {
      attributes.add(item.tokens().map(SyntaxNode::symbol).collect(Collectors.joining(" ")));
    }
    return attributes;
  }

  private static void checkTable(SyntaxNode node) {
    switch (node.children().getFirst().symbol()) {
      case "CHECK" -> check(node, "CHECK", CHECKED);
      case "NOT" -> check(node, "NOT NULL", Set.of("NOT VALID", "NO INHERIT"));
      case "UNIQUE" -> check(node, "UNIQUE", DEFERRABLE);
      case "PRIMARY" -> check(node, "PRIMARY KEY", DEFERRABLE);
      case "EXCLUDE" -> check(node, "EXCLUDE", DEFERRABLE);
      default -> check(node, "FOREIGN KEY", FOREIGN_KEY);
    }
  }

  private static void checkDomain(SyntaxNode node) {
    if (Refusals.begins(node, "CHECK")) {
      check(node, "CHECK", Set.of("NOT VALID", "NO INHERIT"));
    } else {
      check(node, "NOT NULL", Set.of());
    }
  }

  private static void checkTrigger(SyntaxNode node) {
    if (Refusals.begins(node, "CREATE", "opt_or_replace", "CONSTRAINT")
        && node.has("opt_or_replace")) {
      throw Refusals.at(node, "CREATE OR REPLACE CONSTRAINT TRIGGER is not supported");
    }
    check(node, "TRIGGER", DEFERRABLE);
  }

  private void checkAltered(SyntaxNode node) {
    if (!Refusals.begins(node, "ALTER", "CONSTRAINT", "name", "ConstraintAttributeSpec")) {
      return;
    }
    SyntaxNode list = node.children().get(3);
    if (major >= 18 && attributes(list).contains("NOT VALID")) {
      throw Refusals.at(list, "constraints cannot be altered to be NOT VALID");
    }
    check(node, "FOREIGN KEY", major >= 18 ? ALTERED : DEFERRABLE);
  }

  private static void check(SyntaxNode node, String kind, Set<String> allowed) {
    Optional<SyntaxNode> list = node.child("ConstraintAttributeSpec");
    if (list.isEmpty()) {
      return;
    }
    Set<String> attributes = attributes(list.get());
    for (String attribute : ATTRIBUTES) {
      if (attributes.contains(attribute) && !allowed.contains(attribute)) {
        String told = DEFERRABLE.contains(attribute) ? "DEFERRABLE" : attribute;
        throw Refusals.at(list.get(), "%s constraints cannot be marked %s".formatted(kind, told));
      }
    }
  }

  private static void checkColumns(SyntaxNode node) {
    SyntaxNode action = node.children().getLast();
    if (action.has("opt_column_list")) {
      throw Refusals.at(
          node,
          "a column list with SET %s is only supported for ON DELETE actions"
              .formatted(action.children().get(1).is("NULL_P") ? "NULL" : "DEFAULT"));
    }
  }

  private static void checkGenerated(SyntaxNode node) {
    if (Refusals.begins(node, "GENERATED", "generated_when", "AS", "(")) {
      SyntaxNode when = node.children().get(1);
      if (!Refusals.begins(when, "ALWAYS")) {
        throw Refusals.at(when, "for a generated column, GENERATED ALWAYS must be specified");
      }
    }
  }

  private static void checkCollations(SyntaxNode node) {
    Optional<SyntaxNode> list = node.child("ColQualList");
    if (list.isEmpty()) {
      return;
    }
    boolean collated = false;
    for (SyntaxNode item : list.get().items()) {
      if (Refusals.begins(item, "COLLATE")) {
        if (collated) {
          throw Refusals.at(item, "multiple COLLATE clauses not allowed");
        }
        collated = true;
      }
    }
  }
}
