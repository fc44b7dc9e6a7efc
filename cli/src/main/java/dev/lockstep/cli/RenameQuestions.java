package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.LikelyRenames;
import dev.lockstep.scratch.Rename;
import dev.lockstep.scratch.RenameHints;
import java.util.ArrayList;
import java.util.List;

/// Finds out what bears another name now and is no other thing.
///
/// @param quiet asks nothing
record RenameQuestions(Console console, boolean quiet) {
  /// Takes what the user says and what the files say, and asks about the rest where somebody can
  /// answer.
  ///
  /// @param texts what the user says
  /// @param hints what the files say
  List<Rename> open(
      DatabaseSchema live, DatabaseSchema desired, List<String> texts, List<Rename> hints) {
    List<Rename> wanted = texts.stream().map(Rename::parse).toList();
    List<Rename> all = new ArrayList<>(wanted);
    hints.stream().filter(hint -> !all.contains(hint)).forEach(all::add);
    for (Rename one : wanted) {
      if (!one.isOpen(live, desired, all)) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "--rename "
                + Console.safe(one.toString())
                + " fits nothing: "
                + (!Rename.isThere(one.from(), live)
                    ? "there is no " + Console.safe(one.from().toString()) + "."
                    : "the second schema must have "
                        + Console.safe(one.to(all).toString())
                        + ", and the old name no more."),
            "Without --rename, lockstep diff tells what goes and what comes.");
      }
    }
    RenameHints known = new RenameHints(all, live, desired);
    List<Rename> open = new ArrayList<>(known.open());
    if (!quiet) {
      known
          .unknown()
          .forEach(one ->
              console.note(
                  "No rename: there is nothing that '"
                      + Console.safe(one.toString())
                      + "' speaks of."));
    }
    for (Rename likely : LikelyRenames.between(live, desired)) {
      boolean said =
          open.stream()
              .anyMatch(
                  one -> one.from().equals(likely.from()) || one.to(open).equals(likely.to(open)));
      if (said || quiet) {
        continue;
      }
      String words = Console.safe(likely.toString());
      if (console.canAsk()) {
        if (console.confirm("Was it renamed: " + words + retyped(live, desired, likely) + "?")) {
          open.add(likely);
        }
      } else {
        console.note(
            "If this is a rename, say so to keep what is in it: --rename \""
                + words
                + "\""
                + retyped(live, desired, likely));
      }
    }
    return open;
  }

  private static String retyped(DatabaseSchema live, DatabaseSchema desired, Rename rename) {
    String before = type(live, rename.from());
    String after = type(desired, rename.to(List.of()));
    return before.equals(after)
        ? ""
        : Console.safe(", and its type changes from " + before + " to " + after);
  }

  private static String type(DatabaseSchema schema, ObjectId id) {
    return schema.find(id).map(found -> found.text("type")).orElse("");
  }
}
