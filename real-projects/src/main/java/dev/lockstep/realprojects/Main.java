package dev.lockstep.realprojects;

import dev.lockstep.testkit.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs the projects below a folder and writes the report.
public final class Main {
  private Main() {}

  /// @param arguments the folder, unless `lockstep.realProjects` names it, then names of projects
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
    List<String> words = new ArrayList<>(List.of(arguments));
    String told = System.getProperty("lockstep.realProjects");
    if (told == null && words.isEmpty()) {
      System.err.println("Name the folder that holds the projects: real-projects/run DIR");
      System.exit(2);
    }
    Path folder = Path.of(told == null ? words.removeFirst() : told).toAbsolutePath();
    List<Result> results = new ArrayList<>();
    for (RealProject project : RealProject.all()) {
      if (words.isEmpty() || words.contains(project.name())) {
        Result result = run(project, folder.resolve(project.name()));
        System.out.println(Report.row(result));
        results.add(result);
      }
    }
    Path report = report(words.isEmpty());
    if (report != null) {
      Files.writeString(report, Report.text(results));
      System.out.println("Wrote " + report + ".");
    }
    System.exit(!results.isEmpty() && results.stream().allMatch(Result::passed) ? 0 : 1);
  }

  private static @Nullable Path report(boolean complete) {
    String told = System.getProperty("lockstep.realProjects.report");
    if (told != null) {
      return Path.of(told);
    }
    return complete ? ProjectRoot.path().resolve("docs/real-projects.md") : null;
  }

  private static Result run(RealProject project, Path source) throws IOException {
    if (!Files.isDirectory(source)) {
      return Result.failed(project, "there is no folder " + source.getFileName());
    }
    Path work = Files.createTempDirectory("lockstep-real-" + project.name() + "-");
    try {
      Result result =
          new ProjectRun(project, source, work, ProjectRoot.path().resolve("lockstep")).run();
      if (result.passed()) {
        delete(work);
      } else {
        System.err.println("What both left lies in " + work.resolve("pictures") + ".");
      }
      return result;
    } catch (Exception failed) {
      System.err.println(project.name() + " (in " + work + "): " + failed);
      return Result.failed(project, String.valueOf(failed.getMessage()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
