package dev.lockstep.cli;

import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.engines.declarative.DesiredFolder;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.Scratches;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Makes the files of a declarative schema say what something else holds.
///
/// @param quiet notes nothing
/// @param everything whether to take what the files do not speak of at all, too
record Pull(Scratches scratches, Console console, boolean quiet, boolean everything) {

  /// Returns the files as they are to be; writes nothing.
  DesiredFolder.Edited edited(Work work, DatabaseSchema live) {
    DesiredFolder folder = new DesiredFolder(scratches, work.request());
    SchemaDialect dialect = SupportedSchemas.named(work.request().schema().dialect());
    Predicate<ObjectId> scope =
        everything || folder.isEmpty() ? _ -> true : dialect.scope(List.of(folder.schema()));
    DatabaseSchema wanted = live.without(scope.negate());
    String others =
        live.objects().keySet().stream()
            .filter(id -> live.get(id).parent() == null && !scope.test(id))
            .filter(id -> !dialect.isAlwaysThere(id))
            .map(id -> id.path().getFirst())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      note(
          "The files do not speak of "
              + Console.safe(others)
              + ", so that is left out; lockstep pull --all takes it too.");
    }
    DesiredFolder.Edited edited = folder.saying(wanted, scope);
    edited
        .lostComments()
        .forEach(unit ->
            note("The comments inside the statements of " + Console.safe(unit) + " are gone."));
    return edited;
  }

  private void note(String text) {
    if (!quiet) {
      console.note(text);
    }
  }
}
