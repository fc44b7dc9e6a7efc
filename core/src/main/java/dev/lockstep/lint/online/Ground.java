package dev.lockstep.lint.online;

import dev.lockstep.lint.KnownSchema;
import dev.lockstep.lint.KnownTable;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.AddConstraint;
import dev.lockstep.statement.Operation.CreateIndex;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Is what a clause of a statement depends on.
///
/// *Shape*: of a table that is not known, nothing is assumed that would make a change costly.
///
/// @param schema as it is before the clause
/// @param clauses all that the statement does
/// @param foreignKeysChecked unless the session said otherwise
public record Ground(KnownSchema schema, List<Operation> clauses, boolean foreignKeysChecked) {
  public Ground {
    clauses = List.copyOf(clauses);
  }

  KnownTable table(QualifiedName name) {
    return schema.table(name).orElseGet(() -> KnownTable.unknown(name));
  }

  boolean isInnoDb(QualifiedName table) {
    String engine = table(table).option("engine");
    return engine.isEmpty() || engine.equals("innodb");
  }

  boolean isCompressed(QualifiedName table) {
    return table(table).option("row_format").equals("compressed");
  }

  boolean hasFulltext(QualifiedName table) {
    return table(table).indexes().stream().anyMatch(Ground::isFulltext);
  }

  static boolean isFulltext(CreateIndex index) {
    return "fulltext".equals(index.method());
  }

  boolean hasVirtual(QualifiedName table) {
    return table(table).columns().values().stream().anyMatch(Ground::isVirtual);
  }

  boolean hasStored(QualifiedName table) {
    return table(table).columns().values().stream().anyMatch(Ground::isStored);
  }

  boolean hasIndexedVirtual(QualifiedName table) {
    return table(table).columns().values().stream()
        .anyMatch(column -> isVirtual(column) && widestIndex(table, column.name()) > 0);
  }

  boolean hasIndexedText(QualifiedName table) {
    return table(table).columns().values().stream()
        .anyMatch(
            column -> TypeStep.isText(column.type()) && widestIndex(table, column.name()) > 0);
  }

  /// Tells whether a column is known to be already where a new definition puts it.
  boolean isAt(Operation.Redefine redefine) {
    return schema.isWhole(redefine.table())
        && table(redefine.table())
            .placeOf(redefine.column())
            .filter(place -> place.equalsIgnoreCase(redefine.position()))
            .isPresent();
  }

  /// Tells whether every text of a table has the collation already that a conversion to its own
  /// character set gives it.
  boolean staysAsItIs(Operation.SetTableOption convert) {
    KnownTable known = table(convert.table());
    boolean named =
        clauses.stream()
            .anyMatch(clause ->
                clause instanceof Operation.SetTableOption set
                    && set.option().equals("convert collate"));
    return !named
        && schema.isWhole(convert.table())
        && TypeStep.isUsual(known.option("collate"))
        && known.columns().values().stream()
            .allMatch(column ->
                !column.options().containsKey("charset")
                    && !column.options().containsKey("collate"));
  }

  static boolean isVirtual(Column column) {
    return column.generated() != null && !column.generated().stored();
  }

  static boolean isStored(Column column) {
    return column.generated() != null && column.generated().stored();
  }

  /// Returns how many keys the widest index with a column has; 0 where it is in none.
  int widestIndex(QualifiedName table, String column) {
    KnownTable known = table(table);
    return Stream.concat(
            known.indexes().stream().map(CreateIndex::columns),
            known.constraints().stream().filter(Ground::isKey).map(Constraint::columns))
        .filter(columns -> columns.stream().anyMatch(column::equalsIgnoreCase))
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  static boolean isKey(Constraint constraint) {
    return constraint.type() == ConstraintType.UNIQUE
        || constraint.type() == ConstraintType.PRIMARY_KEY;
  }

  boolean isNullable(KnownTable table, Column column) {
    return !column.isNotNull()
        && table
            .constraints(ConstraintType.PRIMARY_KEY)
            .noneMatch(key -> key.columns().stream().anyMatch(column.name()::equalsIgnoreCase));
  }

  Optional<Column> column(QualifiedName table, String name) {
    return table(table).columnIgnoringCase(name);
  }

  /// Tells whether deletes and updates elsewhere change rows of a table.
  boolean hasCascade(QualifiedName table) {
    return table(table)
        .constraints(ConstraintType.FOREIGN_KEY)
        .map(Constraint::reference)
        .anyMatch(reference ->
            reference != null
                && (cascades(reference.onDelete()) || cascades(reference.onUpdate())));
  }

  private static boolean cascades(String action) {
    return action.equals("CASCADE") || action.startsWith("SET ");
  }

  /// Tells whether the statement builds an index.
  boolean buildsIndex() {
    return clauses.stream()
        .anyMatch(clause ->
            clause instanceof CreateIndex
                || (clause instanceof AddConstraint add && isKey(add.constraint())));
  }

  boolean addsPrimaryKey() {
    return clauses.stream()
        .anyMatch(clause ->
            clause instanceof AddConstraint add
                && add.constraint().type() == ConstraintType.PRIMARY_KEY);
  }
}
