package dev.lockstep.lint.online;

import dev.lockstep.lint.online.Effect.Algorithm;
import dev.lockstep.lint.online.Effect.Lock;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.statement.Column;
import dev.lockstep.statement.Column.Numbering;
import dev.lockstep.statement.Constraint;
import dev.lockstep.statement.ConstraintType;
import dev.lockstep.statement.Expression;
import dev.lockstep.statement.ObjectType;
import dev.lockstep.statement.Operation;
import java.util.Optional;
import java.util.Set;

/// Knows how MariaDB alters tables.
///
/// *Source*: measured on 10.11 and 11.4, see `OnlineDdlTest`. From 11.2 on others can write while a
/// table is copied. For another engine, a new partitioning and `ORDER BY`, 10.11 takes
/// `ALGORITHM=INSTANT` and copies the table all the same.
final class MariaDbOnline implements OnlineDdl {
  private static final int WRITES_WHILE_COPYING = 110_200;

  private static final Effect INPLACE_SHARED = new Effect(Algorithm.INPLACE, Lock.SHARED);
  private static final Effect NOCOPY_SHARED = new Effect(Algorithm.NOCOPY, Lock.SHARED);

  /// Functions whose values the server computes for each row that is there.
  private static final Set<String> BY_ROW = Set.of("uuid", "uuid_short", "sys_guid");

  /// Functions that give the same to all rows that are there.
  private static final Set<String> ONCE =
      Set.of("now", "current_timestamp", "curdate", "current_date", "localtimestamp", "rand");

  private static final Set<String> METADATA =
      Set.of(
          "algorithm",
          "auto_increment",
          "charset",
          "collate",
          "comment",
          "convert collate",
          "disable keys",
          "enable keys",
          "index ignored",
          "index not ignored",
          "lock",
          "max_rows",
          "min_rows",
          "nowait",
          "offline",
          "online",
          "page_compressed",
          "stats_auto_recalc",
          "stats_persistent",
          "stats_sample_pages",
          "wait");

  private final int version;

  MariaDbOnline(int version) {
    this.version = version;
  }

  @Override
  public String stated(Effect effect) {
    return effect.algorithm() == Algorithm.INSTANT
        ? "ALGORITHM=INSTANT"
        : "ALGORITHM=%s, LOCK=%s".formatted(effect.algorithm(), effect.lock());
  }

  @Override
  public Optional<Effect> effect(Operation clause, Ground ground) {
    return switch (clause) {
      case Operation.AddColumn add -> added(add, ground);
      case Operation.DropColumn drop -> Optional.of(dropped(drop, ground));
      case Operation.Redefine redefine ->
          Differences.of(redefine, ground)
              .flatMap(changes -> redefined(redefine.table(), changes, ground));
      case Operation.AddConstraint add ->
          Optional.of(constrained(add.table(), add.constraint(), ground));
      case Operation.DropConstraint drop ->
          Optional.of(
              drop.type() != ConstraintType.PRIMARY_KEY
                  ? Effect.INSTANT
                  : ground.addsPrimaryKey() ? Effect.INPLACE : copy(drop.table(), ground));
      case Operation.CreateIndex index -> indexed(index, ground);
      case Operation.Drop drop when drop.type() == ObjectType.INDEX && drop.table() != null ->
          Optional.of(ofEngine(drop.table(), Effect.NOCOPY, ground));
      case Operation.SetTableOption set -> option(set, ground);
      case Operation.AlterPartitions partitions ->
          partitions.verb().equals("partition by") || partitions.verb().equals("remove")
              ? Optional.of(copy(partitions.table(), ground))
              : Optional.empty();
      default -> Optional.of(Effect.INSTANT);
    };
  }

  private Effect copy(QualifiedName table, Ground ground) {
    return version >= WRITES_WHILE_COPYING && !ground.hasCascade(table)
        ? new Effect(Algorithm.COPY, Lock.NONE)
        : Effect.COPY;
  }

  /// Other engines than InnoDB know nothing but copying.
  private Effect ofEngine(QualifiedName table, Effect ofInnoDb, Ground ground) {
    return ground.isInnoDb(table) ? ofInnoDb : copy(table, ground);
  }

  private static Effect rebuild(QualifiedName table, Ground ground) {
    return ground.hasFulltext(table) ? INPLACE_SHARED : Effect.INPLACE;
  }

  // --------------------------------------------------------------------------------------- columns

  private Optional<Effect> added(Operation.AddColumn add, Ground ground) {
    QualifiedName table = add.table();
    Column column = add.column();
    Expression value = column.defaultValue();
    if (column.numbering() == Numbering.AUTO_INCREMENT) {
      return Optional.of(INPLACE_SHARED);
    }
    boolean byRow = value != null && value.calls().stream().anyMatch(call -> isOf(BY_ROW, call));
    boolean copies =
        !ground.isInnoDb(table)
            || byRow
            || Ground.isStored(column)
            || column.constraint(ConstraintType.FOREIGN_KEY).isPresent()
            || (add.position() != null && ground.hasVirtual(table));
    if (copies) {
      return Optional.of(copy(table, ground));
    }
    if (value != null && !value.calls().stream().allMatch(call -> isOf(ONCE, call))) {
      return Optional.empty();
    }
    if (ground.hasFulltext(table) || ground.hasIndexedVirtual(table)) {
      return Optional.of(INPLACE_SHARED);
    }
    boolean key = column.constraints().stream().anyMatch(Ground::isKey);
    if (Ground.isVirtual(column)) {
      return Optional.of(ground.buildsIndex() ? NOCOPY_SHARED : Effect.INSTANT);
    }
    return Optional.of(
        key || ground.isCompressed(table) || ground.buildsIndex()
            ? Effect.INPLACE
            : Effect.INSTANT);
  }

  private static boolean isOf(Set<String> functions, QualifiedName call) {
    return functions.contains(call.name());
  }

  private Effect dropped(Operation.DropColumn drop, Ground ground) {
    QualifiedName table = drop.table();
    int keys = ground.widestIndex(table, drop.column());
    boolean virtual = ground.column(table, drop.column()).filter(Ground::isVirtual).isPresent();
    boolean copies =
        !virtual && (ground.hasIndexedVirtual(table) || (ground.hasVirtual(table) && keys > 0));
    if (copies || !ground.isInnoDb(table)) {
      return copy(table, ground);
    }
    boolean words =
        ground.table(table).indexes().stream()
            .anyMatch(
                index -> Ground.isFulltext(index) && !index.columns().contains(drop.column()));
    if (words) {
      return INPLACE_SHARED;
    }
    boolean rebuilds =
        keys > 1 || ground.isCompressed(table) || ground.hasFulltext(table) || ground.buildsIndex();
    return rebuilds ? Effect.INPLACE : keys == 1 ? Effect.NOCOPY : Effect.INSTANT;
  }

  private Optional<Effect> redefined(QualifiedName table, Differences changes, Ground ground) {
    boolean redundant = ground.table(table).option("row_format").equals("redundant");
    if (changes.counts()) {
      return Optional.of(Effect.COPY);
    }
    boolean converted =
        switch (changes.type()) {
          case CONVERTED -> true;
          case WIDER_STORED_ANEW -> !redundant;
          case SAME, COLLATION, WIDER, WIDER_FROM_SHORT -> false;
        };
    boolean refuses =
        changes.refuses() && (ground.hasStored(table) || ground.hasIndexedVirtual(table));
    if (converted || refuses || (changes.isComputed() && !changes.staysVirtual())) {
      return Optional.of(copy(table, ground));
    }
    if (changes.admits() && ground.hasIndexedVirtual(table)) {
      return Optional.empty();
    }
    boolean rebuilds =
        changes.adds(ConstraintType.PRIMARY_KEY)
            || changes.refuses()
            || (changes.admits() && !redundant);
    if (rebuilds) {
      return Optional.of(ofEngine(table, rebuild(table, ground), ground));
    }
    boolean sorts =
        changes.type() == TypeStep.COLLATION
            && ground.widestIndex(table, changes.before().name()) > 0;
    return Optional.of(
        sorts || changes.adds(ConstraintType.UNIQUE)
            ? ofEngine(table, Effect.NOCOPY, ground)
            : Effect.INSTANT);
  }

  // ----------------------------------------------------------------------------- keys and options

  private Effect constrained(QualifiedName table, Constraint constraint, Ground ground) {
    return switch (constraint.type()) {
      case PRIMARY_KEY -> ofEngine(table, rebuild(table, ground), ground);
      case UNIQUE -> ofEngine(table, Effect.NOCOPY, ground);
      case FOREIGN_KEY -> ground.foreignKeysChecked() ? copy(table, ground) : Effect.NOCOPY;
      case CHECK, EXCLUSION, NOT_NULL -> copy(table, ground);
    };
  }

  private Optional<Effect> indexed(Operation.CreateIndex index, Ground ground) {
    String method = index.method() == null ? "" : index.method();
    return switch (method) {
      case "vector" -> Optional.empty();
      case "fulltext" ->
          Optional.of(
              ofEngine(
                  index.table(),
                  ground.hasFulltext(index.table()) ? NOCOPY_SHARED : INPLACE_SHARED,
                  ground));
      case "spatial" -> Optional.of(ofEngine(index.table(), NOCOPY_SHARED, ground));
      default -> Optional.of(ofEngine(index.table(), Effect.NOCOPY, ground));
    };
  }

  private Optional<Effect> option(Operation.SetTableOption set, Ground ground) {
    QualifiedName table = set.table();
    String value = set.value() == null ? "" : set.value();
    if (METADATA.contains(set.option())) {
      return Optional.of(Effect.INSTANT);
    }
    return switch (set.option()) {
      case "engine" ->
          value.equalsIgnoreCase("innodb") && ground.isInnoDb(table)
              ? Optional.of(rebuild(table, ground))
              : Optional.of(copy(table, ground));
      case "force", "row_format", "key_block_size" ->
          Optional.of(ofEngine(table, rebuild(table, ground), ground));
      case "convert charset" -> converted(table, value, ground);
      case "add system versioning", "order by" -> Optional.of(copy(table, ground));
      case "drop system versioning" -> Optional.of(INPLACE_SHARED);
      default -> Optional.empty();
    };
  }

  /// Another collation of the same character set changes no value.
  private Optional<Effect> converted(QualifiedName table, String charset, Ground ground) {
    String before = ground.table(table).option("charset");
    return before.isEmpty()
        ? Optional.empty()
        : Optional.of(before.equals(charset) ? resorted(table, ground) : copy(table, ground));
  }

  private static Effect resorted(QualifiedName table, Ground ground) {
    return ground.table(table).columns().values().stream()
            .anyMatch(column ->
                TypeStep.isText(column.type()) && ground.widestIndex(table, column.name()) > 0)
        ? Effect.NOCOPY
        : Effect.INSTANT;
  }
}
