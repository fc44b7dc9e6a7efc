package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.diff.Difference;
import dev.lockstep.engines.declarative.DesiredFolder;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.Scratches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes the files of a declarative schema say what something else holds.
///
/// @param quiet notes nothing
/// @param everything whether to take what the files do not speak of at all, too
/// @param edits what becomes of those of the files that no deployment has seen
record Pull(Scratches scratches, Console console, boolean quiet, boolean everything, Edits edits) {
  private static final int MOST_NAMED = 10;

  /// Says what becomes of edits that would be lost.
  enum Edits {
    /// Nothing is written.
    REFUSED,
    /// People are told.
    TOLD,
    /// Nothing is said of them.
    OVERWRITTEN
  }

  /// Returns the files as they are to be; writes nothing.
  ///
  /// *Errors*: `VALIDATION_FAILED` naming edits that would be lost.
  ///
  /// @param recorded the last state of the database; empty when there is none
  DesiredFolder.Edited edited(
      Work work, DatabaseSchema live, Supplier<Optional<DatabaseSchema>> recorded) {
    DesiredFolder folder = new DesiredFolder(scratches.like(live), work.request());
    SchemaDialect dialect = SupportedSchemas.named(work.request().schema().dialect());
    Predicate<ObjectId> scope =
        everything || folder.isEmpty() ? _ -> true : dialect.scope(List.of(folder.schema()));
    DatabaseSchema wanted = live.without(scope.negate());
    Set<ObjectId> always =
        dialect.ofNewDatabase(live.majorVersion()).stream()
            .map(SchemaObject::id)
            .collect(Collectors.toSet());
    String others =
        live.objects().keySet().stream()
            .filter(id -> live.get(id).parent() == null && !scope.test(id))
            .filter(id -> !always.contains(id))
            .map(id -> id.path().getFirst())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      note(
          "The files do not speak of "
              + Console.safe(others)
              + ", so that is left out; lockstep pull --all takes it too.");
    }
    if (edits != Edits.OVERWRITTEN && !folder.isEmpty()) {
      undeployed(folder, wanted, recorded.get(), scope).ifPresent(lost -> told(work, lost));
    }
    DesiredFolder.Edited edited = folder.saying(wanted, scope);
    edited
        .lostComments()
        .forEach(unit ->
            note("The comments inside the statements of " + Console.safe(unit) + " are gone."));
    return edited;
  }

  private void told(Work work, String lost) {
    String text =
        "No deployment to %s has seen these edits, which would be lost: %s."
            .formatted(work.instance(), lost);
    if (edits == Edits.REFUSED) {
      throw new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          text,
          "Deploy them first, which also records what was pulled before; lockstep pull --force"
              + " overwrites them.");
    }
    note(Console.safe(text));
  }

  /// Names what the files say, no state of the database has, and a pull would undo.
  private static Optional<String> undeployed(
      DesiredFolder folder,
      DatabaseSchema live,
      Optional<DatabaseSchema> recorded,
      Predicate<ObjectId> scope) {
    DatabaseSchema said = folder.schema().without(scope.negate());
    List<Difference> other = Difference.between(live, said);
    // Where no state tells what is new in the files, it is all that only they say.
    Set<ObjectId> edited =
        recorded
            .map(last -> Difference.between(last.without(scope.negate()), said).stream())
            .orElseGet(() -> other.stream().filter(one -> !(one instanceof Difference.Removed)))
            .map(Difference::id)
            .collect(Collectors.toSet());
    List<Difference> lost =
        Difference.withoutParts(other).stream().filter(one -> edited.contains(one.id())).toList();
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    SequencedMap<String, List<String>> files = new LinkedHashMap<>();
    lost.stream()
        .limit(MOST_NAMED)
        .forEach(one ->
            files
                .computeIfAbsent(
                    folder.file(one.id(), one instanceof Difference.Removed ? live : said),
                    _ -> new ArrayList<>())
                .add(one.words()));
    return Optional.of(
        files.entrySet().stream()
                .map(file -> file.getKey() + " (" + String.join("; ", file.getValue()) + ")")
                .collect(Collectors.joining(", "))
            + (lost.size() > MOST_NAMED ? " and " + (lost.size() - MOST_NAMED) + " more" : ""));
  }

  private void note(String text) {
    if (!quiet) {
      console.note(text);
    }
  }
}
