package dev.lockstep.engines.flyway;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Authoring;
import dev.lockstep.migration.Draft;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.NewChange;
import dev.lockstep.migration.NewChange.Piece;
import dev.lockstep.migration.NextNumber;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Writes changes as the next migrations of a Flyway project.
///
/// *Shape*: each piece is a script, with a `.conf` where it must not run in a transaction. Names,
/// versions, folders and encoding are those of the project's settings and of its newest migration;
/// an undo script lies where the newest one does.
public final class FlywayAuthoring implements Authoring {
  @Override
  public Draft draft(EngineRequest request, NewChange change) {
    List<Fault> faults = new ArrayList<>();
    Settings settings = SettingsReader.read(request, faults);
    Faults.refuse(faults);
    NewestScript newest = NewestScript.in(request.files(), settings);
    String version = first(change, newest);
    ScriptText texts = new ScriptText(settings, change.words());
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    for (Piece piece : change.pieces()) {
      String name = name(settings, version, change.words());
      texts.add(
          files,
          Folders.join(newest.folder(), settings.naming().versioned() + name),
          texts.apply(piece),
          piece.inTransaction());
      if (change.reversible()) {
        texts.add(
            files,
            Folders.join(newest.undoFolder(), settings.naming().undo() + name),
            texts.undo(piece),
            piece.reverseInTransaction());
      }
      version = NextNumber.after(version, change.form().at());
    }
    for (String path : files.sequencedKeySet()) {
      if (request.files().find(path).isPresent()) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There is a file " + path + " already.",
            "Give another --description or --version-number.");
      }
    }
    return new Draft(files);
  }

  @Override
  public boolean isBlank(EngineRequest request) {
    return SettingsReader.read(request, new ArrayList<>()).folders().stream()
        .allMatch(folder -> request.files().list(folder).isEmpty());
  }

  @Override
  public Set<String> ownTables(EngineRequest request) {
    return Set.of(SettingsReader.read(request, new ArrayList<>()).history().table());
  }

  private static String first(NewChange change, NewestScript newest) {
    String wanted = change.form().version();
    if (wanted == null) {
      return newest.version().map(last -> NextNumber.after(last, change.form().at())).orElse("1");
    }
    FlywayVersion parsed =
        FlywayVersion.parse(wanted)
            .filter(_ -> wanted.matches("\\d+([._]\\d+)*"))
            .orElseThrow(() ->
                new LockstepException(
                    ErrorCode.USAGE,
                    "\"%s\" is no version.".formatted(wanted),
                    "Write numbers with dots between them."));
    newest
        .version()
        .flatMap(FlywayVersion::parse)
        .filter(last -> parsed.compareTo(last) <= 0)
        .ifPresent(last -> {
          throw new LockstepException(
              ErrorCode.USAGE,
              "Version %s does not come behind %s, the newest one there is."
                  .formatted(wanted, last.text()),
              "Give a higher one, or leave --version-number out.");
        });
    return wanted;
  }

  private static String name(Settings settings, String version, NewChange.Words words) {
    return version
        + settings.naming().separator()
        + words.slug('_')
        + settings.naming().suffixes().getFirst();
  }

  /// Is what a new script follows.
  ///
  /// @param version as it is written in the name; empty when there is none yet
  /// @param undoFolder where undo scripts lie
  private record NewestScript(Optional<String> version, String folder, String undoFolder) {
    static NewestScript in(FileTree files, Settings settings) {
      ScriptNames names = new ScriptNames(settings.naming());
      FileEntry newest = null;
      FlywayVersion highest = null;
      FileEntry newestUndo = null;
      FlywayVersion highestUndo = null;
      for (String folder : settings.folders()) {
        for (FileEntry entry : files.list(folder)) {
          if (!(names.read(entry.name()).orElse(null) instanceof ScriptName.Migrating script)
              || script.version() == null) {
            continue;
          }
          FlywayVersion version = script.version();
          if (script.kind() == ScriptKind.UNDO) {
            if (highestUndo == null || version.compareTo(highestUndo) > 0) {
              newestUndo = entry;
              highestUndo = version;
            }
          } else if (highest == null || version.compareTo(highest) > 0) {
            newest = entry;
            highest = version;
          }
        }
      }
      String folder =
          newest == null ? settings.folders().getFirst() : Folders.parent(newest.path());
      return new NewestScript(
          Optional.ofNullable(newest).map(entry -> written(entry.name(), settings)),
          folder,
          newestUndo == null ? folder : Folders.parent(newestUndo.path()));
    }

    private static String written(String name, Settings settings) {
      Naming naming = settings.naming();
      int from =
          (name.startsWith(naming.versioned()) ? naming.versioned() : naming.baseline()).length();
      return name.substring(from, name.indexOf(naming.separator(), from));
    }
  }
}
