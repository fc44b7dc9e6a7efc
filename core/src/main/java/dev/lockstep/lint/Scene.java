package dev.lockstep.lint;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.sql.StatementTrait;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.TextRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Is what surrounds an operation when a rule looks at it, and takes what the rule has to say.
public interface Scene {
  /// Returns what is known of the schema before the operation.
  KnownSchema schema();

  /// Returns where the operation stands; all places of a scene are of the text that was read as one
  /// statement, be it inside another one.
  TextRange range();

  /// Lists what the whole statement does, this operation among it.
  List<Operation> whole();

  /// Tells whether the operation is the first of its statement.
  boolean isFirst();

  /// Tells whether the operation is part of another statement, such as of a block or of the body of
  /// a function.
  boolean isInside();

  /// Returns where a word of the operation stands; empty inside another statement, where not all
  /// that stands alone may.
  Optional<TextRange> at(Anchor anchor);

  /// Lists the values of the strings in the statement.
  Set<String> literals();

  boolean has(StatementTrait trait);

  /// Lists what the other statements of the file do, before and after this one, in order.
  List<Operation> before();

  List<Operation> after();

  /// Lists the tables that any statement of the file creates.
  List<QualifiedName> created();

  /// Tells whether the statement runs in a transaction with the others of its file, which one that
  /// is refused in a transaction prevents.
  boolean inTransaction();

  /// Names the database product, such as `mariadb`.
  String dialect();

  /// Returns the version of the database that the statement is for: the major one of PostgreSQL, of
  /// MariaDB and MySQL a number such as 110405 for 11.4.5.
  int version();

  /// Returns what a parameter of the rule is set to.
  String parameter(Rule.Parameter parameter);

  /// Says something about the whole operation.
  default void say(String message, @Nullable String suggestion) {
    say(range(), message, suggestion, null);
  }

  /// Says something about a place.
  ///
  /// @param fix null for none
  void say(TextRange place, String message, @Nullable String suggestion, @Nullable Fix fix);

  /// Says something about the whole operation.
  ///
  /// @param fix null for none
  /// @param instead what a deployment can run in the place of the whole statement; empty for none
  void say(String message, @Nullable String suggestion, @Nullable Fix fix, List<String> instead);

  /// Says something about the whole operation that depends on rows.
  ///
  /// @param question as of [Finding]; null for none
  void ask(String message, @Nullable String suggestion, @Nullable String question);

  /// Returns the text of the statement, with a fix in it; empty where the operation does not stand
  /// alone in it, so that nothing can take its place.
  ///
  /// @param fix null for none
  Optional<String> alone(@Nullable Fix fix);

  /// Names a table, with its size where that is known.
  default String sized(QualifiedName table) {
    return schema().size(table).map(size -> table + " (" + size + ")").orElse(table.toString());
  }

  /// Tells whether others may be using a table while the statement runs.
  default boolean isInUse(QualifiedName table) {
    return schema().isInUse(table);
  }

  /// Tells whether a table may have rows from before the file.
  default boolean mayHoldRows(QualifiedName table) {
    return schema().mayHoldRows(table);
  }
}
