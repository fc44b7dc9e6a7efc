package dev.lockstep.statement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Is a column as a statement defines it.
///
/// @param type null where it follows from elsewhere
/// @param defaultValue null for none
/// @param generated the expression of a generated column; null for others
/// @param numbering how the database counts it up by itself
/// @param constraints those written at the column, `NOT NULL` and the primary key among them
/// @param options what else is written, such as `collate`, `comment`, `charset`, `on update`,
///   `storage`, `nullable`, in lower case, with the value or an empty text
public record Column(
    String name,
    @Nullable TypeName type,
    @Nullable Expression defaultValue,
    @Nullable Generated generated,
    Numbering numbering,
    List<Constraint> constraints,
    Map<String, String> options,
    TextRange range) {
  public Column {
    constraints = List.copyOf(constraints);
    options = Map.copyOf(options);
  }

  /// Says how the values of a column are counted up.
  public enum Numbering {
    NONE,
    SERIAL,
    IDENTITY,
    AUTO_INCREMENT
  }

  /// Is how a column follows from others.
  ///
  /// @param stored rather than computed when it is read
  public record Generated(Expression expression, boolean stored) {}

  public Optional<Constraint> constraint(ConstraintType wanted) {
    return constraints.stream().filter(one -> one.type() == wanted).findFirst();
  }

  /// Returns the same column with another name, type, default and constraints.
  public Column with(
      String otherName,
      @Nullable TypeName otherType,
      @Nullable Expression otherDefault,
      List<Constraint> others) {
    return new Column(
        otherName, otherType, otherDefault, generated, numbering, others, options, range);
  }

  /// Tells whether it cannot be null by what is written at it.
  public boolean isNotNull() {
    return constraint(ConstraintType.NOT_NULL).isPresent()
        || constraint(ConstraintType.PRIMARY_KEY).isPresent()
        || numbering == Numbering.SERIAL
        || numbering == Numbering.IDENTITY;
  }
}
