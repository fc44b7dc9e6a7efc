package dev.lockstep.lint;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.TextRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is what surrounds an operation when a rule looks at it, and takes what the rule has to say.
public interface Scene {
  /// Returns what is known of the schema before the operation.
  KnownSchema schema();

  /// Returns the statement as it was written.
  SqlStatement statement();

  /// Returns where the operation stands within the statement's text.
  TextRange range();

  /// Lists what the whole statement does, this operation among it.
  List<Operation> whole();

  /// Tells whether the operation is the first of its statement.
  boolean isFirst();

  /// Lists what the other statements of the file do, before and after this one, in order.
  List<Operation> before();

  List<Operation> after();

  /// Tells whether the statement runs in a transaction with the others of its file.
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
  /// @param place within the statement's text
  /// @param fix of a place within the statement's text; null for none
  void say(TextRange place, String message, @Nullable String suggestion, @Nullable Fix fix);

  /// Tells whether others may be using a table while the statement runs.
  default boolean isInUse(QualifiedName table) {
    return schema().isInUse(table);
  }
}
