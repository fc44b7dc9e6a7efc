package dev.lockstep.lint;

import dev.lockstep.statement.Operation.CreateTable;
import dev.lockstep.statement.Operation.Mode;
import dev.lockstep.statement.Operation.SetTableOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what statements say of a table as a whole.
final class TableOptions {
  /// What is said by `SET` later as it is where the table is created.
  private static final Set<String> KEPT = Set.of("access method", "tablespace", "unlogged");

  private TableOptions() {}

  static Map<String, String> of(CreateTable create) {
    Map<String, String> options = new HashMap<>(create.options());
    if (create.partitionedBy() != null) {
      options.put("partition by", create.partitionedBy());
    }
    if (create.modes().contains(Mode.UNLOGGED)) {
      options.put("unlogged", "");
    }
    return options;
  }

  /// What a table is converted to is what it has from then on.
  static String name(SetTableOption set) {
    String option = set.option();
    return option.startsWith("set ") && KEPT.contains(option.substring("set ".length()))
        ? option.substring("set ".length())
        : option.equals("set logged") ? "unlogged" : otherName(option);
  }

  private static String otherName(String option) {
    return option.startsWith("add ") || option.startsWith("drop ")
        ? option.substring(option.indexOf(' ') + 1)
        : option.startsWith("convert ") ? option.substring("convert ".length()) : option;
  }

  static @Nullable String value(SetTableOption set) {
    String value = set.value() == null ? "" : set.value();
    return set.option().startsWith("drop ") || set.option().equals("set logged") ? null : value;
  }
}
