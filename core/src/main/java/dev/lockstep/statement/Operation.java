package dev.lockstep.statement;

import dev.lockstep.name.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is one thing that a statement does.
///
/// *Shape*: names are unquoted and in the case in which the database stores them. Options are named
/// in lower case as the database spells them.
public sealed interface Operation {

  /// Is an operation on one table.
  sealed interface OnTable extends Operation {
    QualifiedName table();
  }

  /// Is what a statement says besides what it does.
  enum Mode {
    IF_EXISTS,
    IF_NOT_EXISTS,
    OR_REPLACE,
    CASCADE,
    CONCURRENTLY,
    /// `ONLY`: heirs and partitions are left out.
    ONLY,
    TEMPORARY,
    UNLOGGED,
    /// `WITH NO DATA`.
    NO_DATA
  }

  // ---------------------------------------------------------------------------------------- tables

  /// @param indexes those defined with the table
  /// @param columnsOf tables that columns come from by `LIKE` or `INHERITS`
  /// @param partitionOf null for a table that is no partition
  /// @param partitionedBy null for a table that is not partitioned
  /// @param query null where no rows come from one
  /// @param options such as `engine`, `charset`, `collate`, `comment`, `with`, `tablespace`,
  ///   `partition bound`
  record CreateTable(
      QualifiedName table,
      List<Column> columns,
      List<Constraint> constraints,
      List<CreateIndex> indexes,
      List<QualifiedName> columnsOf,
      @Nullable QualifiedName partitionOf,
      @Nullable String partitionedBy,
      @Nullable Query query,
      Map<String, String> options,
      Set<Mode> modes)
      implements OnTable {
    public CreateTable {
      columns = List.copyOf(columns);
      constraints = List.copyOf(constraints);
      indexes = List.copyOf(indexes);
      columnsOf = List.copyOf(columnsOf);
      options = Map.copyOf(options);
      modes = Set.copyOf(modes);
    }

    /// Lists the tables that some operations create.
    public static Stream<QualifiedName> in(List<Operation> operations) {
      return operations.stream()
          .filter(CreateTable.class::isInstance)
          .map(operation -> ((CreateTable) operation).table());
    }

    /// Lists the constraints that are written at the table and at its columns.
    public List<Constraint> allConstraints() {
      return Stream.concat(
              constraints.stream(), columns.stream().flatMap(one -> one.constraints().stream()))
          .toList();
    }
  }

  /// @param position such as `FIRST` or `AFTER x`; null for the end
  record AddColumn(QualifiedName table, Column column, @Nullable String position, Set<Mode> modes)
      implements OnTable {
    public AddColumn {
      modes = Set.copyOf(modes);
    }
  }

  record DropColumn(QualifiedName table, String column, Set<Mode> modes) implements OnTable {
    public DropColumn {
      modes = Set.copyOf(modes);
    }
  }

  /// @param using how the values are converted; null for the cast between the types
  record ChangeType(QualifiedName table, String column, TypeName type, @Nullable Expression using)
      implements OnTable {}

  /// Gives a column a whole new definition, as `MODIFY` and `CHANGE` do.
  ///
  /// @param column the name before
  /// @param position such as `FIRST` or `AFTER x`; null where it stays
  record Redefine(QualifiedName table, String column, Column definition, @Nullable String position)
      implements OnTable {}

  record SetDefault(QualifiedName table, String column, Expression value) implements OnTable {}

  record DropDefault(QualifiedName table, String column) implements OnTable {}

  record SetNotNull(QualifiedName table, String column) implements OnTable {}

  record DropNotNull(QualifiedName table, String column) implements OnTable {}

  /// Changes anything else of a column.
  ///
  /// @param option such as `statistics`, `storage`, `set expression`, `drop expression`, `add
  ///   identity`
  record SetColumnOption(
      QualifiedName table, String column, String option, @Nullable Expression value)
      implements OnTable {}

  record AddConstraint(QualifiedName table, Constraint constraint, Set<Mode> modes)
      implements OnTable {
    public AddConstraint {
      modes = Set.copyOf(modes);
    }
  }

  record ValidateConstraint(QualifiedName table, String constraint) implements OnTable {}

  /// @param states what it is from now on
  record AlterConstraint(QualifiedName table, String constraint, String states)
      implements OnTable {}

  /// @param type null where the statement does not say
  record DropConstraint(
      QualifiedName table,
      @Nullable String constraint,
      @Nullable ConstraintType type,
      Set<Mode> modes)
      implements OnTable {
    public DropConstraint {
      modes = Set.copyOf(modes);
    }
  }

  /// Changes anything else of a table.
  ///
  /// @param option such as `set unlogged`, `set access method`, `engine`, `convert charset`,
  ///   `algorithm`, `lock`, `enable row level security`, `disable trigger`
  /// @param value null for none
  record SetTableOption(QualifiedName table, String option, @Nullable String value)
      implements OnTable {}

  /// @param isDefault whether it takes all rows that fit nowhere else
  /// @param bounds the constants that say which rows it takes, as they are written
  record AttachPartition(
      QualifiedName table, QualifiedName partition, boolean isDefault, List<String> bounds)
      implements OnTable {
    public AttachPartition {
      bounds = List.copyOf(bounds);
    }
  }

  record DetachPartition(QualifiedName table, QualifiedName partition, Set<Mode> modes)
      implements OnTable {
    public DetachPartition {
      modes = Set.copyOf(modes);
    }
  }

  /// Adds, drops or rearranges the partitions that are part of a table.
  ///
  /// @param verb in lower case, such as `add`, `drop`, `truncate`, `reorganize`, `exchange`
  record AlterPartitions(QualifiedName table, String verb, List<String> partitions)
      implements OnTable {
    public AlterPartitions {
      partitions = List.copyOf(partitions);
    }
  }

  // --------------------------------------------------------------------------------------- indexes

  /// @param name null where the database is to find one
  /// @param method such as `btree`, `gin`, `fulltext`; null for the usual one
  /// @param where the condition of a partial index; null for none
  record CreateIndex(
      @Nullable QualifiedName name,
      QualifiedName table,
      boolean unique,
      @Nullable String method,
      List<IndexKey> keys,
      List<String> included,
      @Nullable Expression where,
      Map<String, String> options,
      Set<Mode> modes)
      implements OnTable {
    public CreateIndex {
      keys = List.copyOf(keys);
      included = List.copyOf(included);
      options = Map.copyOf(options);
      modes = Set.copyOf(modes);
    }

    /// Lists the columns that are keys by themselves.
    public List<String> columns() {
      return keys.stream().flatMap(key -> Stream.ofNullable(key.column())).toList();
    }
  }

  /// @param type table, index, schema, database or system
  record Reindex(ObjectType type, @Nullable QualifiedName name, Set<Mode> modes)
      implements Operation {
    public Reindex {
      modes = Set.copyOf(modes);
    }
  }

  // ----------------------------------------------------------------------------------- any objects

  /// Drops objects of one kind.
  ///
  /// @param table of an index or trigger that is named within it; null for others
  record Drop(
      ObjectType type, List<QualifiedName> names, @Nullable QualifiedName table, Set<Mode> modes)
      implements Operation {
    public Drop {
      names = List.copyOf(names);
      modes = Set.copyOf(modes);
    }
  }

  /// @param part the column, constraint or value that is renamed; null for the object itself
  /// @param partType null for the object itself
  record Rename(
      ObjectType type,
      QualifiedName object,
      @Nullable ObjectType partType,
      @Nullable String part,
      String to)
      implements Operation {}

  /// Drops all that roles own, and what was granted to them.
  record DropOwned(List<String> roles, Set<Mode> modes) implements Operation {
    public DropOwned {
      roles = List.copyOf(roles);
      modes = Set.copyOf(modes);
    }
  }

  record SetSchema(ObjectType type, QualifiedName object, String schema) implements Operation {}

  record SetOwner(ObjectType type, QualifiedName object, String owner) implements Operation {}

  /// @param part the column, constraint, trigger, policy or rule of a table; null for none
  /// @param text null where the comment is taken away
  record Comment(
      ObjectType type, QualifiedName object, @Nullable String part, @Nullable String text)
      implements Operation {}

  /// Creates an object of a kind that has no operation of its own.
  ///
  /// @param table of a policy or rule, which are named within it; null for others
  /// @param uses the columns that a policy, rule or publication names
  record Create(
      ObjectType type,
      QualifiedName name,
      @Nullable QualifiedName table,
      List<Use> uses,
      Set<Mode> modes)
      implements Operation {
    public Create {
      uses = List.copyOf(uses);
      modes = Set.copyOf(modes);
    }

    public Create(ObjectType type, QualifiedName name, Set<Mode> modes) {
      this(type, name, null, List.of(), modes);
    }
  }

  /// Alters an object in a way that has no operation of its own.
  ///
  /// @param what the words behind the name, with blanks between them
  record Alter(ObjectType type, QualifiedName name, String what) implements Operation {}

  // ---------------------------------------------------------------------------------- views, types

  /// @param type view or materialized view
  /// @param uses the columns that it names, as far as the words say which those are
  /// @param outputs the columns that it gives; none where the words do not say which
  record CreateView(
      ObjectType type,
      QualifiedName name,
      Query query,
      List<Use> uses,
      List<Output> outputs,
      Set<Mode> modes)
      implements Operation {
    public CreateView {
      uses = List.copyOf(uses);
      outputs = List.copyOf(outputs);
      modes = Set.copyOf(modes);
    }

    public CreateView(ObjectType type, QualifiedName name, Query query, Set<Mode> modes) {
      this(type, name, query, List.of(), List.of(), modes);
    }
  }

  record RefreshView(QualifiedName name, Set<Mode> modes) implements Operation {
    public RefreshView {
      modes = Set.copyOf(modes);
    }
  }

  record CreateEnum(QualifiedName name, List<String> labels) implements Operation {
    public CreateEnum {
      labels = List.copyOf(labels);
    }
  }

  /// @param position such as `BEFORE x`; null for the end
  record AddLabel(QualifiedName type, String label, @Nullable String position, Set<Mode> modes)
      implements Operation {
    public AddLabel {
      modes = Set.copyOf(modes);
    }
  }

  record CreateDomain(
      QualifiedName name,
      TypeName type,
      @Nullable Expression defaultValue,
      List<Constraint> constraints)
      implements Operation {
    public CreateDomain {
      constraints = List.copyOf(constraints);
    }
  }

  record AddDomainConstraint(QualifiedName domain, Constraint constraint) implements Operation {}

  // -------------------------------------------------------------------------------------- programs

  /// @param type function or procedure
  /// @param language in lower case; `sql` where a standard body is written
  /// @param options such as `security definer`, `set search_path`, `volatile`, in lower case
  record CreateRoutine(
      ObjectType type,
      QualifiedName name,
      String language,
      Map<String, String> options,
      Set<Mode> modes)
      implements Operation {
    public CreateRoutine {
      options = Map.copyOf(options);
      modes = Set.copyOf(modes);
    }
  }

  /// @param routine that it runs; null where it holds its statements itself
  /// @param uses the columns that its event and its condition name
  record CreateTrigger(
      String name,
      QualifiedName table,
      @Nullable QualifiedName routine,
      List<Use> uses,
      Set<Mode> modes)
      implements OnTable {
    public CreateTrigger {
      uses = List.copyOf(uses);
      modes = Set.copyOf(modes);
    }

    public CreateTrigger(String name, QualifiedName table, Set<Mode> modes) {
      this(name, table, null, List.of(), modes);
    }
  }

  /// Runs a block of a procedural language.
  record Block(String language) implements Operation {}

  record Call(QualifiedName procedure) implements Operation {}

  // ------------------------------------------------------------------------------------------ rows

  record Select(Query query) implements Operation {}

  /// @param columns none where the statement names none
  /// @param rows that are written out; 0 where they come from elsewhere, or are of defaults alone
  /// @param query where they come from; null for rows that are written out, or of defaults alone
  /// @param lossy whether rows that a constraint forbids are left out, or take the place of others
  record Insert(
      QualifiedName table, List<String> columns, int rows, @Nullable Query query, boolean lossy)
      implements OnTable {
    public Insert {
      columns = List.copyOf(columns);
    }

    public Insert(QualifiedName table, List<String> columns, int rows, @Nullable Query query) {
      this(table, columns, rows, query, false);
    }
  }

  /// @param query what it reads, with its condition
  record Update(QualifiedName table, List<String> columns, Query query) implements OnTable {
    public Update {
      columns = List.copyOf(columns);
    }
  }

  record Delete(QualifiedName table, Query query) implements OnTable {}

  /// @param query what it reads; its condition is that by which rows belong together
  record Merge(QualifiedName table, Query query, List<MergeBranch> branches) implements OnTable {
    public Merge {
      branches = List.copyOf(branches);
    }
  }

  /// Is what a `MERGE` does with some rows.
  ///
  /// @param when in upper case: `MATCHED`, `NOT MATCHED` or `NOT MATCHED BY SOURCE`
  /// @param action in upper case: `INSERT`, `UPDATE`, `DELETE` or `DO NOTHING`
  /// @param narrowed whether a condition of its own says which of them
  record MergeBranch(String when, String action, boolean narrowed) {}

  /// Deletes what rows of a table were before, as `DELETE HISTORY` of MariaDB does.
  record DeleteHistory(QualifiedName table) implements OnTable {}

  record Truncate(List<QualifiedName> tables, Set<Mode> modes) implements Operation {
    public Truncate {
      tables = List.copyOf(tables);
      modes = Set.copyOf(modes);
    }
  }

  /// Reads rows from a file or the client, or writes them there.
  ///
  /// @param table null for a query
  /// @param program whether a program on the server gives or takes them
  record Copy(@Nullable QualifiedName table, boolean into, boolean program) implements Operation {
    public Copy(@Nullable QualifiedName table, boolean into) {
      this(table, into, false);
    }
  }

  // ----------------------------------------------------------------------- rights, session, upkeep

  /// @param revoked rather than granted
  /// @param privileges in upper case, `SUPERUSER` for a role that may do everything
  record Grant(
      boolean revoked, List<String> privileges, List<QualifiedName> objects, List<String> roles)
      implements Operation {
    public Grant {
      privileges = List.copyOf(privileges);
      objects = List.copyOf(objects);
      roles = List.copyOf(roles);
    }
  }

  /// Holds a password or the like, word by word; says nothing of what the statement does else.
  record Secret() implements Operation {}

  /// @param scope `session`, `local` or `global`
  /// @param name in lower case
  /// @param value as it is written; null where it goes back to its default
  record SetVariable(String scope, String name, @Nullable String value) implements Operation {}

  /// @param verb in upper case: `BEGIN`, `COMMIT`, `ROLLBACK`, `SAVEPOINT`, `ROLLBACK TO`,
  ///   `RELEASE`, `PREPARE`
  record Transaction(String verb) implements Operation {}

  /// @param mode such as `ACCESS EXCLUSIVE` or `WRITE`
  record LockTables(List<QualifiedName> tables, String mode) implements Operation {
    public LockTables {
      tables = List.copyOf(tables);
    }
  }

  /// Does the server's housekeeping.
  ///
  /// @param verb in upper case, such as `VACUUM`, `VACUUM FULL`, `CLUSTER`, `ANALYZE`, `OPTIMIZE`
  /// @param tables none for all
  record Maintain(String verb, List<QualifiedName> tables) implements Operation {
    public Maintain {
      tables = List.copyOf(tables);
    }
  }

  /// Does something that changes neither objects nor rows by itself, such as `LISTEN`.
  ///
  /// @param words that it begins with, in upper case
  record Other(String words) implements Operation {}
}
