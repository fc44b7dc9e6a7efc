package dev.lockstep.config;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.project.Project;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.util.Optional;

/// Reads `lockstep.yaml`.
///
/// *Shape*: everything that is wrong is reported at once. Text stays as it is written: `1.10` is
/// not `1.1` and `NO` is not false.
///
/// *Units*: a file has at most 1 MiB, which is checked before it is parsed.
///
/// *Source*: `docs/schemas/lockstep.schema.json`, of which the program carries a copy.
public final class LockstepYaml {
  /// The usual name, at the root of a repository.
  public static final String FILE = "lockstep.yaml";

  private static final String SCHEMA = "lockstep.schema.json";

  private LockstepYaml() {}

  /// Reads the file at a path of a tree.
  ///
  /// *Errors*: `CONFIGURATION` with all faults, or when there is no such file; `TOO_LARGE`.
  public static Project load(FileTree files, String path) {
    Optional<FileEntry> entry = files.find(path);
    if (entry.isEmpty()) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "There is no " + path + " in the " + files.description() + ".",
          "Write one with `lockstep init`, or name another file with --config.");
    }
    if (entry.get().size() > CheckedYaml.MAX_BYTES) {
      throw new LockstepException(
          ErrorCode.TOO_LARGE,
          path
              + " has "
              + entry.get().size()
              + " bytes; the limit is "
              + CheckedYaml.MAX_BYTES
              + ".",
          "Write instances that differ only by their database as one entry with `databases`.");
    }
    return read(path, files.read(path)).orThrow();
  }

  /// Reads the content of a file.
  ///
  /// @param file its path, for faults
  public static Reading<Project> read(String file, byte[] content) {
    Faults faults = new Faults(file);
    Optional<Project> project =
        CheckedYaml.read(content, faults, root -> SCHEMA)
            .map(root -> new ProjectBinder(faults).bind(root));
    return faults.isEmpty() && project.isPresent()
        ? new Reading.Complete<>(project.get())
        : new Reading.Faulty<>(faults.all());
  }

  /// Returns the JSON Schema that files are held against.
  public static String jsonSchema() {
    return CheckedYaml.jsonSchema(SCHEMA);
  }
}
