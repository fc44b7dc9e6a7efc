package dev.lockstep.config;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes a first `lockstep.yaml` for a repository: for the Flyway and Liquibase projects found in
/// it, or an example when there is none.
///
/// *Shape*: credentials that stand in a tool's own configuration are not copied; the file names an
/// environment variable instead and the findings say so.
public final class ProjectScaffold {
  private static final Set<String> NOT_SOURCE =
      Set.of("target", "build", "out", "bin", "node_modules", "dist", ".gradle", ".idea", "vendor");

  private ProjectScaffold() {}

  /// Looks at a repository and drafts its file; writes nothing.
  ///
  /// @param projectName usually the name of the folder
  public static Scaffold draft(FileTree files, String projectName) {
    String project = Naming.safe(projectName, "project");
    List<FileEntry> sources =
        files.list("").stream().filter(file -> isSource(file.path())).toList();
    SourceFiles source = new SourceFiles(files, sources);
    List<String> findings = new ArrayList<>();
    List<FoundSchema> found = new ArrayList<>();
    found.addAll(new FlywayProjects(source, findings).find());
    found.addAll(new LiquibaseProjects(source, findings).find());
    if (found.isEmpty()) {
      findings.add(
          "Found neither Flyway migrations nor a Liquibase changelog; wrote an example to start"
              + " from.");
      found.add(FoundSchema.example());
    }
    return ScaffoldText.write(project, Naming.unique(found, project), findings);
  }

  /// Is a database whose state becomes files.
  ///
  /// @param version of its server, null where it makes no difference to the files
  /// @param url without credentials
  /// @param environment that it belongs to
  public record Live(
      String name,
      String dialect,
      @Nullable String version,
      String url,
      String username,
      String environment) {
    public Live {
      name = Naming.safe(name, "schema");
    }
  }

  /// Drafts the file for one database with a declarative schema, whose folder bears its name.
  public static Scaffold of(String projectName, Live live) {
    return ScaffoldText.write(
        Naming.safe(projectName, "project"),
        new FoundSchema(
            live.name(),
            "declarative",
            live.dialect(),
            live.version(),
            List.of(live.name()),
            Collections.emptyNavigableMap(),
            live.url(),
            live.username(),
            List.of(),
            null),
        live.environment());
  }

  /// Refuses a folder that has the file already.
  ///
  /// *Errors*: `CONFIGURATION`.
  public static void requireNone(Path folder) {
    if (Files.exists(folder.resolve(LockstepYaml.FILE))) {
      throw present(folder, null);
    }
  }

  private static LockstepException present(Path folder, @Nullable Exception cause) {
    return new LockstepException(
        ErrorCode.CONFIGURATION,
        "There is already a " + LockstepYaml.FILE + " in " + folder + ".",
        "Change that one, or move it away first.",
        cause);
  }

  /// Writes the file into a folder and never over another one.
  ///
  /// *Errors*: `CONFIGURATION` when there is one already or the folder cannot be written.
  public static Path write(Path folder, Scaffold scaffold) {
    Path file = folder.resolve(LockstepYaml.FILE);
    try {
      Files.writeString(file, scaffold.yaml(), StandardOpenOption.CREATE_NEW);
      return file;
    } catch (FileAlreadyExistsException e) {
      throw present(folder, e);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          file + " cannot be written.",
          "Check the rights and the free space of the folder.",
          e);
    }
  }

  private static boolean isSource(String path) {
    List<String> parts = List.of(path.split("/"));
    return parts.stream().noneMatch(NOT_SOURCE::contains) && !("/" + path).contains("/src/test/");
  }
}
