package dev.lockstep.readers.postgres;

import static dev.lockstep.readers.postgres.PostgresNames.either;
import static dev.lockstep.readers.postgres.PostgresNames.part;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Output;
import dev.lockstep.statement.TypeName;
import dev.lockstep.statement.Use;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads which columns a definition names, and those that a query gives.
///
/// *Shape*: what the words leave open is left out, such as a column without its table beside
/// functions that give columns.
final class PostgresUses {
  /// What the names before a point stand for; nothing for what is no table.
  private final Map<String, Optional<QualifiedName>> named = new HashMap<>();

  private final Set<QualifiedName> tables = new LinkedHashSet<>();

  /// The names that the definition gives to columns itself.
  private final Set<String> labels = new HashSet<>();

  private final Set<String> common = new HashSet<>();
  private final Set<Use> uses = new LinkedHashSet<>();
  private boolean derived;

  /// whether columns without a table may come from anywhere
  private boolean open;

  private PostgresUses() {}

  /// Reads those of a query.
  static List<Use> of(SyntaxNode query) {
    PostgresUses found = new PostgresUses();
    found.look(query);
    return found.all(query);
  }

  /// Reads those of a condition about rows of one table.
  static List<Use> of(SyntaxNode condition, QualifiedName table) {
    PostgresUses found = new PostgresUses();
    found.named.put(table.name(), Optional.of(table));
    found.tables.add(table);
    found.look(condition);
    return found.all(condition);
  }

  /// Reads those of a table whose rows are called `NEW` and `OLD`.
  static List<Use> ofRows(SyntaxNode definition, QualifiedName table) {
    PostgresUses found = new PostgresUses();
    found.open = true;
    found.look(definition);
    List.of("new", "old").forEach(row -> found.named.put(row, Optional.of(table)));
    return found.all(definition).stream().filter(use -> table.equals(use.table())).toList();
  }

  // ---------------------------------------------------------------------------- what names mean

  private void look(SyntaxNode definition) {
    definition.all("common_table_expr").forEach(table -> common.add(part(table, "name").name()));
    derived = !common.isEmpty();
    for (SyntaxNode node : definition.subtree()) {
      switch (node.symbol()) {
        case "table_ref" -> from(node);
        case "target_el" ->
            either(node, "ColLabel", "BareColLabel").map(SyntaxNode::name).ifPresent(labels::add);
        case "opt_name_list", "name_list" ->
            node.all("name").map(SyntaxNode::name).forEach(labels::add);
        case "func_table", "xmltable", "json_table" -> open = true;
        case "simple_select" ->
            node.child("relation_expr").map(PostgresNames::table).ifPresent(this::table);
        default -> {
          // names nothing
        }
      }
    }
  }

  private void from(SyntaxNode item) {
    QualifiedName table =
        item.child("relation_expr")
            .map(PostgresNames::table)
            .filter(name -> name.qualifier() != null || !common.contains(name.name()))
            .orElse(null);
    SyntaxNode alias = item.first("alias_clause").filter(one -> isOwn(item, one)).orElse(null);
    boolean renames = alias != null && alias.has("name_list");
    String name =
        alias != null
            ? part(alias, "ColId").name()
            : item.child("relation_expr").map(one -> PostgresNames.table(one).name()).orElse(null);
    if (table != null) {
      table(table);
    } else if (!item.has("joined_table")) {
      derived = true;
    }
    open |= renames;
    if (name != null) {
      Optional<QualifiedName> meant = renames ? Optional.empty() : Optional.ofNullable(table);
      Optional<QualifiedName> other = named.putIfAbsent(name, meant);
      if (other != null && !other.equals(meant)) {
        named.put(name, Optional.empty());
      }
    }
  }

  /// Tells whether an alias is that of an item itself, and not of one within it.
  private static boolean isOwn(SyntaxNode item, SyntaxNode alias) {
    return alias.end() == item.end() || item.child("tablesample_clause").isPresent();
  }

  private void table(QualifiedName table) {
    if (table.qualifier() != null || !common.contains(table.name())) {
      tables.add(table);
    }
  }

  // ------------------------------------------------------------------------------ what is named

  private List<Use> all(SyntaxNode definition) {
    Set<Integer> orders = new HashSet<>();
    definition.all("sortby").map(SyntaxNode::start).forEach(orders::add);
    for (SyntaxNode node : definition.subtree()) {
      switch (node.symbol()) {
        case "columnref" -> column(node, orders.contains(node.start()));
        case "simple_select" -> stars(node).forEach(uses::add);
        default -> {
          // names no column
        }
      }
    }
    return List.copyOf(uses);
  }

  private void column(SyntaxNode reference, boolean first) {
    List<String> words = words(reference);
    if (words.isEmpty() || words.getLast().equals("*")) {
      return;
    }
    if (words.size() > 1) {
      table(words).ifPresent(table -> uses.add(new Use(table, words.getLast())));
    } else if (!open && !(labels.contains(words.getFirst()) && (derived || first))) {
      uses.add(new Use(tables.size() == 1 ? tables.iterator().next() : null, words.getFirst()));
    }
  }

  /// Finds the table that stands before the last word.
  private Optional<QualifiedName> table(List<String> words) {
    String name = words.get(words.size() - 2);
    if (words.size() == 2) {
      return named.getOrDefault(name, Optional.empty());
    }
    QualifiedName whole = new QualifiedName(words.get(words.size() - 3), name);
    return tables.contains(whole) ? Optional.of(whole) : Optional.empty();
  }

  private static List<String> words(SyntaxNode reference) {
    List<String> words = new ArrayList<>();
    words.add(reference.children().getFirst().name());
    for (SyntaxNode more : PostgresNames.items(reference, "indirection")) {
      SyntaxNode last = more.children().getLast();
      if (last.text().equals("]")) {
        return words;
      }
      words.add(last.text().equals("*") ? "*" : last.name());
    }
    return words;
  }

  /// Lists the tables of which one `SELECT` asks for all columns.
  private List<Use> stars(SyntaxNode select) {
    List<Use> found = new ArrayList<>();
    if (select.has("relation_expr")) {
      from(PostgresNames.table(part(select, "relation_expr"))).forEach(found::add);
    }
    for (SyntaxNode target : targets(select)) {
      SyntaxNode inner = target.collapsed();
      if (inner.text().equals("*")) {
        tablesOf(select).forEach(found::add);
      } else if (inner.is("columnref") && words(inner).getLast().equals("*")) {
        table(words(inner)).ifPresent(table -> found.add(new Use(table, null)));
      }
    }
    return found;
  }

  private Stream<Use> from(QualifiedName table) {
    return tables.contains(table) ? Stream.of(new Use(table, null)) : Stream.empty();
  }

  private static List<SyntaxNode> targets(SyntaxNode select) {
    return either(select, "opt_target_list", "target_list")
        .map(list -> list.child("target_list").orElse(list))
        .map(SyntaxNode::items)
        .orElse(List.of());
  }

  /// Lists the tables behind the `FROM` of one `SELECT`, without those of queries within it.
  private Stream<Use> tablesOf(SyntaxNode select) {
    List<QualifiedName> found = new ArrayList<>();
    Deque<SyntaxNode> left = new ArrayDeque<>();
    select.child("from_clause").ifPresent(left::push);
    while (!left.isEmpty()) {
      SyntaxNode node = left.pop();
      if (node.is("relation_expr")) {
        found.add(PostgresNames.table(node));
      } else if (!node.is("select_with_parens") && !node.is("join_qual")) {
        node.children().reversed().forEach(left::push);
      }
    }
    return found.stream().flatMap(this::from);
  }

  // ------------------------------------------------------------------------- what a query gives

  /// Lists the columns of a view; none where one of several tables, or what follows from them, is
  /// not known.
  static List<Output> outputs(SyntaxNode query, List<String> names) {
    SyntaxNode select = query;
    while (!select.is("simple_select")) {
      Optional<SyntaxNode> inner =
          either(
              select,
              "SelectStmt",
              "select_with_parens",
              "select_no_parens",
              "select_clause",
              "simple_select");
      if (inner.isEmpty()) {
        return List.of();
      }
      select = inner.get();
    }
    PostgresUses found = new PostgresUses();
    found.look(query);
    List<Output> outputs = new ArrayList<>();
    for (SyntaxNode target : targets(select)) {
      if (target.collapsed().text().equals("*")) {
        SyntaxNode from = select.child("from_clause").orElse(select);
        if (found.tablesOf(select).count() != from.all("table_ref").count()) {
          return List.of();
        }
        found.tablesOf(select).forEach(use -> outputs.add(new Output(null, use, null)));
      } else {
        outputs.add(found.output(target));
      }
    }
    for (int i = 0; i < names.size(); i++) {
      if (i >= outputs.size() || outputs.get(i).isAll()) {
        return List.of();
      }
      Output one = outputs.get(i);
      outputs.set(i, new Output(names.get(i), one.source(), one.type()));
    }
    return outputs;
  }

  private Output output(SyntaxNode target) {
    String label = either(target, "ColLabel", "BareColLabel").map(SyntaxNode::name).orElse(null);
    SyntaxNode value = target.children().getFirst();
    SyntaxNode column =
        value.all("columnref").filter(one -> isAll(value, one)).findFirst().orElse(null);
    Use source = column == null ? null : source(column);
    String name = label != null ? label : column == null ? null : words(column).getLast();
    return "*".equals(name)
        ? new Output(null, source == null ? new Use(null, null) : source, null)
        : new Output(name, source, cast(value.collapsed()));
  }

  private static boolean isAll(SyntaxNode value, SyntaxNode part) {
    return part.start() == value.start() && part.end() == value.end();
  }

  private @Nullable Use source(SyntaxNode reference) {
    List<String> words = words(reference);
    String column = words.getLast().equals("*") ? null : words.getLast();
    if (words.size() > 1) {
      return table(words).map(table -> new Use(table, column)).orElse(null);
    }
    return !open && !derived && tables.size() == 1
        ? new Use(tables.iterator().next(), column)
        : null;
  }

  private static @Nullable TypeName cast(SyntaxNode value) {
    List<SyntaxNode> parts = value.children();
    return parts.size() == 3 && parts.get(1).is("TYPECAST")
        ? PostgresTypes.type(parts.get(2))
        : null;
  }
}
