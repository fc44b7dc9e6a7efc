package dev.lockstep.dialects.sqlite.schema;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Refuses what differs from a table or column that is there in the case of its letters alone: to
/// SQLite it is the same one, which would be dropped and made anew without its rows.
///
/// *Source*: https://www.sqlite.org/lang_createtable.html, where names are compared without case
/// for ASCII.
final class OtherCase {
  private OtherCase() {}

  /// *Errors*: `VALIDATION_FAILED` naming both.
  static void refuse(DatabaseSchema live, DatabaseSchema desired) {
    for (String kind : List.of("table", "column")) {
      Map<List<String>, ObjectId> there =
          live.ofKind(kind).stream()
              .collect(Collectors.toMap(one -> low(one.id()), one -> one.id(), (one, _) -> one));
      desired
          .ofKind(kind)
          .forEach(wanted -> {
            ObjectId other = there.get(low(wanted.id()));
            if (other != null && live.find(wanted.id()).isEmpty()) {
              throw new LockstepException(
                  ErrorCode.VALIDATION_FAILED,
                  "To SQLite " + wanted.id() + " is the same as " + other + ", which is there.",
                  "Write it as the database does, in the files or, by two renames, in the"
                      + " database.");
            }
          });
    }
  }

  private static List<String> low(ObjectId id) {
    return id.path().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }
}
