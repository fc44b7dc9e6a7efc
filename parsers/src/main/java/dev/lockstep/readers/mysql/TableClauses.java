package dev.lockstep.readers.mysql;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AlterConstraint;
import dev.lockstep.statement.Operation.AlterPartitions;
import dev.lockstep.statement.Operation.Drop;
import dev.lockstep.statement.Operation.DropColumn;
import dev.lockstep.statement.Operation.DropConstraint;
import dev.lockstep.statement.Operation.DropDefault;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.Redefine;
import dev.lockstep.statement.Operation.Rename;
import dev.lockstep.statement.Operation.SetColumnOption;
import dev.lockstep.statement.Operation.SetDefault;
import dev.lockstep.statement.Operation.SetSchema;
import dev.lockstep.statement.Operation.SetTableOption;
import dev.lockstep.statement.ParsedStatement.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the clauses of `ALTER TABLE`.
final class TableClauses {
  private static final Set<String> PARTITION_VERBS =
      Set.of(
          "ADD",
          "DROP",
          "TRUNCATE",
          "COALESCE",
          "REORGANIZE",
          "EXCHANGE",
          "ANALYZE",
          "CHECK",
          "OPTIMIZE",
          "REBUILD",
          "REPAIR",
          "DISCARD",
          "IMPORT",
          "REMOVE",
          "UPGRADE",
          "CONVERT");

  /// Words of clauses that are no words of the language.
  private static final Set<String> BARE =
      Set.of("DISCARD", "IMPORT", "REMOVE", "UPGRADE", "FORCE", "DISABLE", "ENABLE");

  private final Words words;
  private final QualifiedName table;
  private final List<Part> parts;

  TableClauses(Words words, QualifiedName table, List<Part> parts) {
    this.words = words;
    this.table = table;
    this.parts = parts;
  }

  private void part(int mark, Operation operation) {
    parts.add(new Part(words.range(mark), operation));
  }

  private void option(int mark, String name, @Nullable String value) {
    part(mark, new SetTableOption(table, name, value));
  }

  /// Reads one clause and goes behind it.
  void read() {
    int mark = words.mark();
    if (isPartitions()) {
      partitions(mark);
      return;
    }
    // MySQL's grammar takes some clauses for options that it does not know
    String first = words.here().text().toUpperCase(Locale.ROOT);
    switch (words.isAtName() && !BARE.contains(first) ? "" : first) {
      case "ADD" -> add(mark);
      case "DROP" -> drop(mark);
      case "MODIFY", "CHANGE" -> redefine(mark);
      case "ALTER" -> alter(mark);
      case "RENAME" -> rename(mark);
      case "PARTITION" -> partitionBy(mark);
      case "CONVERT" -> convert(mark);
      case "ORDER" -> order(mark);
      case "REMOVE", "UPGRADE" -> {
        words.next();
        words.next();
        part(mark, new AlterPartitions(table, first.toLowerCase(Locale.ROOT), List.of()));
      }
      case "FORCE" -> {
        words.next();
        option(mark, "force", null);
      }
      case "ENABLE", "DISABLE", "DISCARD", "IMPORT", "WITH", "WITHOUT" -> phrase(mark);
      case "ALGORITHM", "LOCK" -> {
        String name = words.next().symbol().toLowerCase(Locale.ROOT);
        option(mark, name, words.value().toUpperCase(Locale.ROOT));
      }
      default -> {
        TableOptions.Option option = TableOptions.option(words);
        option(mark, option.name(), option.value());
      }
    }
  }

  /// Reads a clause that is nothing but its words.
  private void phrase(int mark) {
    while (!words.isAtEnd() && !words.isAt(",")) {
      words.skip();
    }
    option(mark, words.text(mark).toLowerCase(Locale.ROOT), null);
  }

  // ------------------------------------------------------------------------------------ partitions

  private boolean isPartitions() {
    if (!words.isAtAny(PARTITION_VERBS)) {
      return false;
    }
    int mark = words.mark();
    words.next();
    boolean partitions =
        words.isAt("PARTITION") || words.isAt("PARTITIONING") || words.isAt("TABLE");
    words.back(mark);
    return partitions;
  }

  private void partitions(int mark) {
    String verb = words.next().symbol().toLowerCase(Locale.ROOT);
    if (words.takes("PARTITIONING")) {
      part(mark, new AlterPartitions(table, verb, List.of()));
      return;
    }
    words.next();
    Heads.modes(words);
    List<String> names = new ArrayList<>();
    if (words.isAt("(")) {
      names.addAll(defined());
    } else {
      words.names().forEach(name -> names.add(name.name()));
    }
    while (!words.isAtEnd() && !words.isAt(",")) {
      words.skip();
    }
    part(mark, new AlterPartitions(table, verb, names));
  }

  /// Reads the names of partitions that are defined in parentheses.
  private List<String> defined() {
    List<String> names = new ArrayList<>();
    words.takes("(");
    while (!words.isAtEnd() && !words.takes(")")) {
      if (words.takes("PARTITION") && words.isAtName()) {
        names.add(words.simple());
      } else {
        words.skip();
      }
    }
    return names;
  }

  private void partitionBy(int mark) {
    List<String> names = new ArrayList<>();
    while (!words.isAtEnd()) {
      int here = words.mark();
      if (words.takes("(") && words.isAt("PARTITION")) {
        words.back(here);
        names.addAll(defined());
      } else {
        words.back(here);
        words.skip();
      }
    }
    part(mark, new AlterPartitions(table, "partition by", names));
  }

  // --------------------------------------------------------------------------------- add and drop

  private void add(int mark) {
    words.takes("ADD");
    if (words.takes("SYSTEM", "VERSIONING")) {
      option(mark, "add system versioning", null);
      return;
    }
    int inner = words.mark();
    words.takes("COLUMN");
    Set<Mode> modes = Heads.modes(words);
    if (words.takes("PERIOD", "FOR")) {
      String name = words.next().text();
      option(mark, "add period " + name.toLowerCase(Locale.ROOT), words.value());
    } else if (words.takes("(")) {
      while (!words.isAtEnd() && !words.takes(")")) {
        Part part = MySqlTables.added(words, table, words.mark());
        parts.add(
            part.operation() instanceof Operation.AddColumn column && !modes.isEmpty()
                ? new Part(
                    part.range(),
                    new Operation.AddColumn(table, column.column(), column.position(), modes))
                : part);
        words.takes(",");
      }
    } else {
      words.back(inner);
      parts.add(MySqlTables.added(words, table, mark));
    }
  }

  private void drop(int mark) {
    words.takes("DROP");
    if (words.takes("PRIMARY", "KEY")) {
      part(mark, new DropConstraint(table, null, ConstraintType.PRIMARY_KEY, Set.of()));
    } else if (words.takes("FOREIGN", "KEY")) {
      dropConstraint(mark, ConstraintType.FOREIGN_KEY);
    } else if (words.takes("CONSTRAINT")) {
      dropConstraint(mark, null);
    } else if (words.takes("CHECK")) {
      dropConstraint(mark, ConstraintType.CHECK);
    } else if (words.takes("KEY") || words.takes("INDEX")) {
      Set<Mode> modes = Heads.modes(words);
      List<QualifiedName> names = List.of(new QualifiedName(null, words.simple()));
      part(mark, new Drop(ObjectType.INDEX, names, table, modes));
    } else if (words.takes("SYSTEM", "VERSIONING")) {
      option(mark, "drop system versioning", null);
    } else if (words.takes("PERIOD", "FOR")) {
      option(mark, "drop period " + words.next().text().toLowerCase(Locale.ROOT), null);
    } else {
      words.takes("COLUMN");
      Set<Mode> modes = Heads.modes(words);
      String column = words.simple();
      if (words.takes("CASCADE")) {
        modes.add(Mode.CASCADE);
      } else {
        words.takes("RESTRICT");
      }
      part(mark, new DropColumn(table, column, modes));
    }
  }

  private void dropConstraint(int mark, @Nullable ConstraintType type) {
    Set<Mode> modes = Heads.modes(words);
    String name = words.simple();
    part(mark, new DropConstraint(table, name, type, modes));
  }

  // ----------------------------------------------------------------------------- change and rename

  private void redefine(int mark) {
    boolean renames = words.next().symbol().equals("CHANGE");
    words.takes("COLUMN");
    Heads.modes(words);
    String before = renames ? words.simple() : null;
    Column column = MySqlColumns.column(words);
    String position = MySqlTables.position(words);
    part(mark, new Redefine(table, before == null ? column.name() : before, column, position));
  }

  private void alter(int mark) {
    words.takes("ALTER");
    if (words.takes("INDEX") || words.takes("KEY")) {
      Heads.modes(words);
      String index = words.simple();
      option(mark, "index " + rest(), index);
      return;
    }
    if (words.takes("CHECK") || words.takes("CONSTRAINT")) {
      Heads.modes(words);
      String name = words.simple();
      part(mark, new AlterConstraint(table, name, rest()));
      return;
    }
    words.takes("COLUMN");
    Heads.modes(words);
    String column = words.simple();
    if (words.takes("SET", "DEFAULT")) {
      var value = MySqlColumns.value(words);
      part(mark, new SetDefault(table, column, value));
    } else if (words.takes("DROP", "DEFAULT")) {
      part(mark, new DropDefault(table, column));
    } else {
      String option = rest();
      part(mark, new SetColumnOption(table, column, option, null));
    }
  }

  private String rest() {
    int mark = words.mark();
    while (!words.isAtEnd() && !words.isAt(",")) {
      words.skip();
    }
    return words.text(mark).toLowerCase(Locale.ROOT);
  }

  private void rename(int mark) {
    words.takes("RENAME");
    ObjectType type =
        words.takes("COLUMN")
            ? ObjectType.COLUMN
            : words.takes("INDEX") || words.takes("KEY") ? ObjectType.INDEX : null;
    if (type != null) {
      Heads.modes(words);
      String from = words.simple();
      words.takes("TO");
      String to = words.simple();
      part(mark, new Rename(ObjectType.TABLE, table, type, from, to));
      return;
    }
    words.takesAny("TO", "AS", "=");
    QualifiedName to = words.name();
    parts.addAll(renamed(words, mark, table, to));
  }

  /// Makes a new name two parts where it moves the table to another database as well.
  static List<Part> renamed(Words words, int mark, QualifiedName from, QualifiedName to) {
    List<Part> parts = new ArrayList<>();
    String database = to.qualifier();
    if (database != null && !database.equals(from.qualifier())) {
      parts.add(new Part(words.range(mark), new SetSchema(ObjectType.TABLE, from, database)));
    }
    if (parts.isEmpty() || !to.name().equals(from.name())) {
      parts.add(
          new Part(words.range(mark), new Rename(ObjectType.TABLE, from, null, null, to.name())));
    }
    return parts;
  }

  // --------------------------------------------------------------------------------------- options

  private void convert(int mark) {
    words.takes("CONVERT", "TO");
    TableOptions.Option charset = TableOptions.option(words);
    TableOptions.Option collation = words.isAt("COLLATE") ? TableOptions.option(words) : null;
    option(mark, "convert " + charset.name(), charset.value());
    if (collation != null) {
      option(mark, "convert " + collation.name(), collation.value());
    }
  }

  private void order(int mark) {
    words.takes("ORDER", "BY");
    int keys = words.mark();
    while (!words.isAtEnd()) {
      words.skip();
      words.takesAny("ASC", "DESC");
      if (!words.isAt(",")) {
        break;
      }
      int comma = words.mark();
      words.next();
      if (!words.isAtName() && !words.isAtRule(Rules.EXPRESSIONS)) {
        words.back(comma);
        break;
      }
    }
    option(mark, "order by", words.text(keys));
  }
}
