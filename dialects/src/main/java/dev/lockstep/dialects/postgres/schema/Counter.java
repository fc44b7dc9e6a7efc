package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Is what numbers the rows of a column that becomes an identity, or is one no more: it counts on
/// where it was, in a sequence of another kind.
///
/// @param change of the column
/// @param sequence is the one of its own that goes or comes
record Counter(Change change, SchemaObject sequence) {
  /// Finds it; empty when the column gets no identity and loses none, or has no such sequence for
  /// itself.
  static Optional<Counter> of(Change change) {
    boolean before = change.from().has("identity");
    boolean after = change.to().has("identity");
    if (before == after) {
      return Optional.empty();
    }
    DatabaseSchema with = before ? change.desired() : change.live();
    DatabaseSchema without = before ? change.live() : change.desired();
    ObjectId column = change.to().id();
    ObjectId value = new ObjectId("default", column.path());
    return with.ofKind("sequence").stream()
        .filter(one -> one.texts("_owned_by").equals(column.path()))
        .filter(one -> without.find(one.id()).isEmpty())
        .filter(one -> with.users(one.id()).stream().anyMatch(user -> user.id().equals(value)))
        .filter(one ->
            with.users(one.id()).stream()
                .allMatch(user -> user.id().equals(value) || user.kind().equals("sequence_owner")))
        .findFirst()
        .map(one -> new Counter(change, one));
  }

  /// Writes how the column becomes an identity.
  ///
  /// @param adding the statement that makes it one
  List<String> toIdentity(String adding) {
    List<String> aside = aside(sequence.id().path(), change.live());
    return List.of(
        "ALTER SEQUENCE " + Spelling.path(sequence.id()) + " OWNED BY NONE",
        renamed(sequence.id().path(), aside),
        adding,
        counted(
            "pg_catalog.pg_get_serial_sequence(%s, %s)"
                .formatted(
                    Spelling.literal(Spelling.table(change.to().id())),
                    Spelling.literal(change.to().id().name())),
            aside),
        "DROP SEQUENCE " + Spelling.path(aside));
  }

  /// Writes how the column ceases to be one.
  ///
  /// @param dropping the statement that does so
  List<String> toSequence(String dropping) {
    List<String> inner = change.from().texts("_sequence");
    List<String> aside = aside(inner, change.live());
    List<String> statements = new ArrayList<>(List.of(renamed(inner, aside)));
    statements.addAll(new SequenceKind().create(sequence, change.desired()));
    statements.add(counted(Spelling.literal(Spelling.path(sequence.id())), aside));
    statements.add(dropping);
    return statements;
  }

  private static String renamed(List<String> sequence, List<String> aside) {
    return "ALTER SEQUENCE %s RENAME TO %s"
        .formatted(Spelling.path(sequence), Spelling.name(aside.getLast()));
  }

  private static String counted(String sequence, List<String> aside) {
    return "SELECT pg_catalog.setval(%s, last_value, is_called) FROM %s"
        .formatted(sequence, Spelling.path(aside));
  }

  private static List<String> aside(List<String> path, DatabaseSchema live) {
    return List.of(path.getFirst(), CompositeMove.aside(new ObjectId("sequence", path), live));
  }
}
