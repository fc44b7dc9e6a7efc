package dev.lockstep.sql;

import dev.lockstep.sql.StatementHead.Action;
import dev.lockstep.sql.StatementHead.Alteration;
import dev.lockstep.sql.StatementHead.Modifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the actions of an `ALTER TABLE`: all of them, or none when one is not understood.
///
/// @param names how the product keeps names
/// @param indexes whether the actions may name indexes
record AlterTableReader(Names names, Indexes indexes) {
  /// Says whether `ADD INDEX` adds an index or a column with the name `index`.
  enum Indexes {
    PART_OF_TABLE,
    SEPARATE
  }

  /// words behind ADD or DROP that begin something other than a column
  private static final Set<String> NO_COLUMN =
      Set.of(
          "CHECK",
          "CONSTRAINT",
          "EXCLUDE",
          "FOREIGN",
          "NOT",
          "PARTITION",
          "PERIOD",
          "PRIMARY",
          "SYSTEM",
          "UNIQUE");

  List<Alteration> read(TokenCursor tokens) {
    List<Alteration> found = new ArrayList<>();
    do {
      Alteration alteration = action(tokens);
      if (alteration == null) {
        return List.of();
      }
      found.add(alteration);
    } while (tokens.skipBehind(","));
    return found;
  }

  /// Reads `TO name`; empty when something else follows.
  List<Alteration> readRenaming(TokenCursor tokens) {
    if (!tokens.accept("TO")) {
      return List.of();
    }
    Alteration renaming = named(Action.RENAME_TABLE, tokens);
    return renaming == null ? List.of() : List.of(renaming);
  }

  private @Nullable Alteration action(TokenCursor tokens) {
    if (tokens.accept("ADD")) {
      return add(tokens);
    }
    if (tokens.accept("DROP")) {
      return drop(tokens);
    }
    return tokens.accept("RENAME", "TO") || tokens.accept("RENAME", "AS")
        ? named(Action.RENAME_TABLE, tokens)
        : null;
  }

  private @Nullable Alteration add(TokenCursor tokens) {
    if (tokens.accept("COLUMN")) {
      return named(Action.ADD_COLUMN, tokens);
    }
    if (tokens.accept("CONSTRAINT")) {
      return named(Action.ADD_CONSTRAINT, tokens);
    }
    if (indexes == Indexes.PART_OF_TABLE) {
      boolean special =
          tokens.accept("UNIQUE")
              || tokens.accept("FULLTEXT")
              || tokens.accept("SPATIAL")
              || tokens.accept("VECTOR");
      if (tokens.accept("INDEX") || tokens.accept("KEY") || special) {
        return named(Action.ADD_INDEX, tokens);
      }
    }
    return NO_COLUMN.contains(tokens.peek(0).word()) ? null : named(Action.ADD_COLUMN, tokens);
  }

  private @Nullable Alteration drop(TokenCursor tokens) {
    if (tokens.accept("COLUMN")) {
      return named(Action.DROP_COLUMN, tokens);
    }
    if (tokens.accept("CONSTRAINT") || tokens.accept("FOREIGN", "KEY") || tokens.accept("CHECK")) {
      return named(Action.DROP_CONSTRAINT, tokens);
    }
    if (indexes == Indexes.PART_OF_TABLE && (tokens.accept("INDEX") || tokens.accept("KEY"))) {
      return named(Action.DROP_INDEX, tokens);
    }
    return NO_COLUMN.contains(tokens.peek(0).word()) ? null : named(Action.DROP_COLUMN, tokens);
  }

  private @Nullable Alteration named(Action action, TokenCursor tokens) {
    Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
    if (tokens.accept("IF", "NOT", "EXISTS")) {
      modifiers.add(Modifier.IF_NOT_EXISTS);
    } else if (tokens.accept("IF", "EXISTS")) {
      modifiers.add(Modifier.IF_EXISTS);
    }
    // an index may go without a name: the next word is then a keyword or a parenthesis
    if (tokens.at("USING") || (action == Action.ADD_CONSTRAINT && startsUnnamed(tokens))) {
      return null;
    }
    List<String> name = names.read(tokens);
    return name.isEmpty() ? null : new Alteration(action, name.getLast(), modifiers);
  }

  private static boolean startsUnnamed(TokenCursor tokens) {
    return NO_COLUMN.contains(tokens.peek(0).word());
  }
}
