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
import org.jspecify.annotations.Nullable;

/// Knows how MySQL alters tables.
///
/// *Source*: measured on 9.7; for 8.0 and 8.4 their manuals, "Online DDL Operations".
final class MySqlOnline implements OnlineDdl {
  private static final int INSTANT_LAST_COLUMN = 80_012;
  private static final int INSTANT_RENAME = 80_028;
  private static final int INSTANT_ANY_COLUMN = 80_029;

  /// Before, `REFERENCES` behind a column did nothing, and collations are not known to change in
  /// place.
  private static final int NINE = 90_000;

  private static final Effect INPLACE_SHARED = new Effect(Algorithm.INPLACE, Lock.SHARED);
  private static final Effect NOCOPY_SHARED = new Effect(Algorithm.NOCOPY, Lock.SHARED);

  private static final Set<String> NEUTRAL = Set.of("algorithm", "lock", "convert collate");

  private static final Set<String> METADATA =
      Set.of(
          "auto_increment",
          "charset",
          "collate",
          "comment",
          "disable keys",
          "enable keys",
          "index invisible",
          "index visible",
          "max_rows",
          "min_rows",
          "stats_auto_recalc",
          "stats_persistent",
          "stats_sample_pages");

  private final int version;

  MySqlOnline(int version) {
    this.version = version;
  }

  /// MySQL takes no lock beside `INSTANT`, and calls both kinds of in place the same.
  @Override
  public String stated(Effect effect) {
    return switch (effect.algorithm()) {
      case INSTANT -> "ALGORITHM=INSTANT";
      case NOCOPY, INPLACE -> "ALGORITHM=INPLACE, LOCK=" + effect.lock();
      case COPY -> "ALGORITHM=COPY, LOCK=" + effect.lock();
    };
  }

  @Override
  public Optional<Effect> effect(Operation clause, Ground ground) {
    return switch (clause) {
      case Operation.AddColumn add -> added(add, ground);
      case Operation.DropColumn drop -> dropped(drop, ground);
      case Operation.Redefine redefine ->
          Differences.of(redefine, ground)
              .map(changes -> redefined(redefine.table(), changes, ground));
      case Operation.AddConstraint add ->
          Optional.of(constrained(add.table(), add.constraint(), ground));
      case Operation.DropConstraint drop -> Optional.of(unconstrained(drop, ground));
      case Operation.CreateIndex index -> Optional.of(indexed(index, ground));
      case Operation.Drop drop when drop.type() == ObjectType.INDEX && drop.table() != null ->
          Optional.of(ofEngine(drop.table(), Effect.NOCOPY, ground));
      case Operation.SetTableOption set -> option(set, ground);
      case Operation.AlterPartitions partitions ->
          partitions.verb().equals("partition by") || partitions.verb().equals("remove")
              ? Optional.of(Effect.COPY)
              : Optional.empty();
      case Operation.Rename rename when rename.partType() == ObjectType.COLUMN ->
          Optional.of(version >= INSTANT_RENAME ? Effect.INSTANT : Effect.NOCOPY);
      case Operation.Rename rename when rename.partType() == ObjectType.INDEX ->
          Optional.of(Effect.NOCOPY);
      default -> Optional.of(Effect.INSTANT);
    };
  }

  private static Effect ofEngine(QualifiedName table, Effect ofInnoDb, Ground ground) {
    return ground.isInnoDb(table) ? ofInnoDb : Effect.COPY;
  }

  // --------------------------------------------------------------------------------------- columns

  private Optional<Effect> added(Operation.AddColumn add, Ground ground) {
    QualifiedName table = add.table();
    Column column = add.column();
    if (column.numbering() == Numbering.AUTO_INCREMENT) {
      return Optional.of(INPLACE_SHARED);
    }
    if (Ground.isStored(column) || !ground.isInnoDb(table)) {
      return Optional.of(Effect.COPY);
    }
    if (isComputed(column.defaultValue())
        || ground.hasFulltext(table)
        || column.constraint(ConstraintType.CHECK).filter(MySqlOnline::isEnforced).isPresent()
        || (version >= NINE
            && ground.foreignKeysChecked()
            && column.constraint(ConstraintType.FOREIGN_KEY).isPresent())) {
      return Optional.of(Effect.COPY);
    }
    if (Ground.isVirtual(column)) {
      return Optional.of(ground.buildsIndex() ? NOCOPY_SHARED : Effect.INSTANT);
    }
    boolean anywhere = version >= INSTANT_ANY_COLUMN || add.position() == null;
    boolean instant =
        anywhere
            && version >= INSTANT_LAST_COLUMN
            && !ground.isCompressed(table)
            && column.constraints().stream().noneMatch(Ground::isKey);
    if (instant) {
      return Optional.of(ground.buildsIndex() ? Effect.INPLACE : Effect.INSTANT);
    }
    return Optional.of(Effect.INPLACE);
  }

  private Optional<Effect> dropped(Operation.DropColumn drop, Ground ground) {
    QualifiedName table = drop.table();
    if (ground.hasFulltext(table)) {
      return Optional.of(isInFulltext(drop, ground) ? Effect.INPLACE : Effect.COPY);
    }
    boolean virtual = ground.column(table, drop.column()).filter(Ground::isVirtual).isPresent();
    if (virtual && ground.widestIndex(table, drop.column()) > 0) {
      return Optional.of(ofEngine(table, Effect.NOCOPY, ground));
    }
    boolean instant =
        version >= INSTANT_ANY_COLUMN
            && !ground.isCompressed(table)
            && ground.widestIndex(table, drop.column()) == 0
            && !ground.buildsIndex();
    return Optional.of(
        ofEngine(table, virtual || instant ? Effect.INSTANT : Effect.INPLACE, ground));
  }

  private static boolean isInFulltext(Operation.DropColumn drop, Ground ground) {
    return ground.table(drop.table()).indexes().stream()
        .filter(Ground::isFulltext)
        .allMatch(index ->
            index.columns().size() == 1
                && index.columns().getFirst().equalsIgnoreCase(drop.column()));
  }

  /// What stands in parentheses is reckoned for each row, even where it is a number.
  private static boolean isComputed(@Nullable Expression value) {
    return value != null && value.text().startsWith("(");
  }

  private static boolean isEnforced(Constraint constraint) {
    return !constraint.is(Constraint.State.NOT_ENFORCED);
  }

  private Effect redefined(QualifiedName table, Differences changes, Ground ground) {
    boolean renames = !changes.before().name().equals(changes.after().name());
    boolean copies =
        changes.counts()
            || changes.stopsCounting()
            || changes.isComputed()
            || changes.adds(ConstraintType.CHECK)
            || !ground.isInnoDb(table);
    Effect effect =
        switch (changes.type()) {
          case CONVERTED, WIDER_STORED_ANEW, WIDER_FROM_SHORT -> Effect.COPY;
          case COLLATION ->
              version >= NINE && ground.widestIndex(table, changes.before().name()) == 0
                  ? Effect.NOCOPY
                  : Effect.COPY;
          case WIDER -> isLabels(changes.after()) ? Effect.INSTANT : Effect.NOCOPY;
          case SAME -> Effect.INSTANT;
        };
    if (copies) {
      return Effect.COPY;
    }
    if (changes.refuses()
        || changes.admits()
        || changes.moves()
        || changes.adds(ConstraintType.PRIMARY_KEY)) {
      return ground.hasFulltext(table) ? Effect.COPY : effect.and(Effect.INPLACE);
    }
    boolean light = changes.adds(ConstraintType.UNIQUE) || (renames && version < INSTANT_RENAME);
    return light ? effect.and(Effect.NOCOPY) : effect;
  }

  private static boolean isLabels(Column column) {
    return column.type() != null && Set.of("enum", "set").contains(column.type().name());
  }

  // ----------------------------------------------------------------------------- keys and options

  private static Effect constrained(QualifiedName table, Constraint constraint, Ground ground) {
    return switch (constraint.type()) {
      case PRIMARY_KEY -> ofEngine(table, Effect.INPLACE, ground);
      case UNIQUE -> ofEngine(table, Effect.NOCOPY, ground);
      case FOREIGN_KEY -> ground.foreignKeysChecked() ? Effect.COPY : Effect.NOCOPY;
      case CHECK -> isEnforced(constraint) ? Effect.COPY : Effect.INSTANT;
      case EXCLUSION, NOT_NULL -> Effect.COPY;
    };
  }

  private static Effect unconstrained(Operation.DropConstraint drop, Ground ground) {
    if (drop.type() == ConstraintType.PRIMARY_KEY) {
      return ground.addsPrimaryKey() ? Effect.INPLACE : Effect.COPY;
    }
    boolean check =
        drop.type() == ConstraintType.CHECK
            || ground
                .table(drop.table())
                .constraints(ConstraintType.CHECK)
                .anyMatch(
                    one -> one.name() != null && one.name().equalsIgnoreCase(drop.constraint()));
    return check ? Effect.INSTANT : Effect.NOCOPY;
  }

  private static Effect indexed(Operation.CreateIndex index, Ground ground) {
    String method = index.method() == null ? "" : index.method();
    Effect effect =
        switch (method) {
          case "fulltext" -> ground.hasFulltext(index.table()) ? NOCOPY_SHARED : INPLACE_SHARED;
          case "spatial" -> NOCOPY_SHARED;
          default -> index.columns().size() < index.keys().size() ? NOCOPY_SHARED : Effect.NOCOPY;
        };
    return ofEngine(index.table(), effect, ground);
  }

  private Optional<Effect> option(Operation.SetTableOption set, Ground ground) {
    QualifiedName table = set.table();
    String value = set.value() == null ? "" : set.value();
    if (NEUTRAL.contains(set.option())) {
      return Optional.of(Effect.INSTANT);
    }
    if (METADATA.contains(set.option())) {
      return Optional.of(ground.isInnoDb(table) ? Effect.NOCOPY : Effect.INSTANT);
    }
    return switch (set.option()) {
      case "engine" ->
          value.equalsIgnoreCase("innodb") && ground.isInnoDb(table)
              ? Optional.of(rebuild(table, ground))
              : Optional.of(Effect.COPY);
      case "force", "row_format", "key_block_size" ->
          Optional.of(ofEngine(table, rebuild(table, ground), ground));
      case "convert charset" -> {
        String before = ground.table(table).option("charset");
        yield before.isEmpty()
            ? Optional.empty()
            : Optional.of(
                version >= NINE
                        && before.equals(value)
                        && (!ground.hasIndexedText(table) || ground.staysAsItIs(set))
                    ? Effect.NOCOPY
                    : Effect.COPY);
      }
      case "order by" -> Optional.of(Effect.COPY);
      default -> Optional.empty();
    };
  }

  private static Effect rebuild(QualifiedName table, Ground ground) {
    return ground.hasFulltext(table) ? Effect.COPY : Effect.INPLACE;
  }
}
