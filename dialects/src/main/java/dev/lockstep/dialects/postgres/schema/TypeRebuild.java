package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.plan.ObjectKind.Alteration;
import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Puts a new type in the place of an old one, and with it those that are made of it: every column
/// moves over and keeps its values.
///
/// *Shape*: the old types stand aside while values move by their text; those of a composite type
/// with other attributes move by the names of these. A range cannot stand beside its successor, so
/// that columns are text meanwhile.
final class TypeRebuild {
  private final Change change;
  private final TypeFamily family;
  private final CompositeMove move;

  private TypeRebuild(Change change) {
    this.change = change;
    this.family = TypeFamily.of(change);
    this.move = new CompositeMove(change, family);
  }

  /// Tells whether nothing but a new type leads to the form that is wanted.
  static boolean isNeeded(Change change) {
    return isNeededFor(change) || comesWithAnother(change);
  }

  private static boolean isNeededFor(Change change) {
    SchemaObject from = change.from();
    SchemaObject to = change.to();
    return switch (to.kind()) {
      case "enum" -> {
        List<String> after = to.texts("labels");
        yield !after.stream()
            .filter(from.texts("labels")::contains)
            .toList()
            .equals(from.texts("labels"));
      }
      case "composite" -> {
        CompositeFields before = CompositeFields.of(from);
        CompositeFields after = CompositeFields.of(to);
        yield !before.growsInto(after)
            || (before.isRetypedIn(after) && !TypeFamily.of(change).columns().isEmpty());
      }
      case "domain" -> differs(change, "type") || differs(change, "collation");
      case "range", "collation" -> differs(change, "definition");
      default -> false;
    };
  }

  private static boolean differs(Change change, String attribute) {
    return !change.from().texts(attribute).equals(change.to().texts(attribute));
  }

  /// Tells whether a type is made of another one that gets a successor, and so gets one with it.
  private static boolean comesWithAnother(Change change) {
    return TypeFamily.KINDS.stream()
        .flatMap(kind -> change.live().ofKind(kind).stream())
        .filter(other -> !other.id().equals(change.to().id()))
        .flatMap(other -> of(other, change).stream())
        .anyMatch(other -> isNeededFor(other) && TypeFamily.of(other).has(change.from()));
  }

  private static Optional<Change> of(SchemaObject type, Change within) {
    return within
        .desired()
        .find(type.id())
        .filter(to -> !to.attributes().equals(type.attributes()))
        .map(to -> new Change(type, to, within.attributes(), within.live(), within.desired()));
  }

  /// Says how a type gets there; nothing is left to do for one that comes with another.
  ///
  /// *Errors*: `VALIDATION_FAILED` for what PostgreSQL has no way to.
  static Alteration alteration(Change change) {
    return comesWithAnother(change)
        ? Alteration.inPlace(List.of())
        : new TypeRebuild(change).alteration();
  }

  private Alteration alteration() {
    requireWay();
    boolean aside = family.types().stream().noneMatch(type -> type.kind().equals("range"));
    List<String> losses = new ArrayList<>();
    for (SchemaObject type : family.types()) {
      of(type, change)
          .ifPresent(one -> {
            if (type.kind().equals("composite")) {
              losses.addAll(CompositeFields.losses(one));
            } else if (!family.columns().isEmpty()
                && Narrowing.rounds(one.from().text("type"), one.to().text("type"))) {
              losses.add("what values of " + type.id() + " hold beyond " + one.to().text("type"));
            }
          });
    }
    return new Alteration.InPlace(aside ? besides() : byText(), List.of(), losses, List.of(), true);
  }

  /// Holds a column that gets another type to what PostgreSQL can do.
  ///
  /// *Errors*: `VALIDATION_FAILED`.
  static void requireOwnType(Change change) {
    requireNoKey(change.from(), change);
    SchemaObject table = change.live().get(TableKind.of(change.from()));
    Change row = new Change(table, table, change.attributes(), change.live(), change.desired());
    TypeFamily.of(row).columns().stream()
        .findFirst()
        .ifPresent(holder -> {
          throw refused(
              change,
              holder,
              "holds rows of " + table.id() + ", which PostgreSQL does not convert");
        });
  }

  private static void requireNoKey(SchemaObject column, Change change) {
    SchemaObject table = change.live().get(TableKind.of(column));
    if (table.texts("_partition_columns").contains(column.id().name())) {
      throw refused(
          change,
          column,
          "is part of the key of its partitions, and PostgreSQL gives no such column another type");
    }
  }

  private void requireWay() {
    for (SchemaObject column : family.columns()) {
      requireNoKey(column, change);
      if (move.isHidden(column)) {
        throw refused(
            change,
            column,
            "holds values of a composite type inside another type, which would have to move by the"
                + " names of their attributes");
      }
    }
    change.live().ofKind("table").stream()
        .filter(table -> family.types().stream().anyMatch(type -> CompositeKind.isOf(table, type)))
        .findFirst()
        .ifPresent(table -> {
          throw refused(
              change, table, "is a table of that type, which PostgreSQL changes in no such way");
        });
  }

  private static LockstepException refused(Change change, SchemaObject what, String reason) {
    return new LockstepException(
        ErrorCode.VALIDATION_FAILED,
        "%s cannot get its new form: %s %s.".formatted(change.to().id(), what.id(), reason),
        "Make what is wanted by hand first, beside the old: a new type, and a new table or column"
            + " to which the values move.");
  }

  private List<String> besides() {
    List<String> statements = new ArrayList<>();
    for (SchemaObject type : family.types()) {
      statements.add(
          "ALTER %s %s RENAME TO %s"
              .formatted(
                  keyword(type),
                  Spelling.path(type.id()),
                  Spelling.name(CompositeMove.aside(type.id(), change.live()))));
    }
    statements.addAll(creation());
    statements.addAll(move.helpers());
    for (SchemaObject column : family.columns()) {
      statements.add(retyped(column, move.using(column).orElseGet(() -> byText(column))));
    }
    statements.addAll(move.withoutHelpers());
    for (SchemaObject type : family.types().reversed()) {
      statements.add(
          "DROP " + keyword(type) + " " + CompositeMove.spelledAside(type.id(), change.live()));
    }
    return statements;
  }

  /// A length is not written out in a cast, which would cut values off.
  private String byText(SchemaObject column) {
    String text = Spelling.name(column.id().name()) + Conversion.byText(column);
    return Narrowing.cutsText(Narrowing.behindDomain(column, change.desired()))
        ? text
        : text + "::" + type(column);
  }

  private List<String> byText() {
    List<String> statements = new ArrayList<>();
    for (SchemaObject column : family.columns()) {
      String text = Conversion.isArray(column) ? "text[]" : "text";
      statements.add(alter(column, text, Spelling.name(column.id().name()) + "::" + text));
    }
    for (SchemaObject type : family.types().reversed()) {
      statements.add("DROP " + keyword(type) + " " + Spelling.path(type.id()));
    }
    statements.addAll(creation());
    for (SchemaObject column : family.columns()) {
      statements.add(retyped(column, Spelling.name(column.id().name()) + "::" + type(column)));
    }
    return statements;
  }

  private List<String> creation() {
    List<String> statements = new ArrayList<>();
    for (SchemaObject type : family.types()) {
      SchemaObject to = change.desired().get(type.id());
      PostgresKinds.ALL.stream()
          .filter(kind -> kind.name().equals(to.kind()))
          .forEach(kind -> statements.addAll(kind.create(to, change.desired())));
      family.checks(change).stream()
          .filter(check -> type.id().equals(check.parent()))
          .forEach(check -> statements.addAll(DomainConstraintKind.create(check)));
    }
    return statements;
  }

  private String retyped(SchemaObject column, String using) {
    return alter(
        column,
        type(column) + (column.has("collation") ? " COLLATE " + column.text("collation") : ""),
        using);
  }

  /// Returns the type that a column has afterwards: what its own change is comes later, unless its
  /// type bears no name of its own, like a multirange.
  private String type(SchemaObject column) {
    String type = column.text("type");
    Predicate<ObjectId> isNamed = id -> Spelling.path(id).equals(type.replace("[]", ""));
    return family.types().stream().map(SchemaObject::id).anyMatch(isNamed)
        ? type
        : change.desired().get(column.id()).text("type");
  }

  private static String alter(SchemaObject column, String type, String using) {
    boolean foreign = TableKind.of(column).kind().equals("foreign_table");
    return ColumnKind.alter(column, "TYPE " + type + (foreign ? "" : " USING " + using));
  }

  private static String keyword(SchemaObject type) {
    return switch (type.kind()) {
      case "domain" -> "DOMAIN";
      case "collation" -> "COLLATION";
      default -> "TYPE";
    };
  }
}
