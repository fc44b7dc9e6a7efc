package dev.lockstep.realprojects;

import dev.lockstep.testkit.TestDatabase;
import dev.lockstep.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes one project through `init`, `status`, `deploy` and a second `deploy`, then deploys it with
/// its engine alone elsewhere and compares.
final class ProjectRun {
  private static final Pattern DIRECT = Pattern.compile("\"by\"\\s*:\\s*\"lockstep\"");
  private static final Pattern BY_ENGINE = Pattern.compile("\"by\"\\s*:\\s*\"engine\"");
  private static final Pattern NOTHING_RAN = Pattern.compile("\"migrations\"\\s*:\\s*\\[\\s*]");
  private static final Path DUMP = Path.of("/usr/bin/pg_dump");
  private static final TestPostgres SERVER = TestPostgres.version("15");

  private final RealProject project;
  private final Path folder;
  private final LockstepProgram lockstep;
  private final TestDatabase ours = SERVER.freshDatabase();
  private final TestDatabase theirs = SERVER.freshDatabase();
  private int direct;
  private int byEngine;
  private double deploySeconds;

  /// @param source the project's folder, which stays as it is
  /// @param work an empty folder for the copy
  ProjectRun(RealProject project, Path source, Path work, Path launcher) throws IOException {
    this.project = project;
    this.folder = work.resolve(project.name());
    copy(source, folder);
    CustomClasses.write(project, folder);
    this.lockstep =
        new LockstepProgram(
            launcher,
            folder,
            Map.of(
                "REAL_PASSWORD",
                ours.password(),
                "XDG_CACHE_HOME",
                work.resolve("cache").toString()));
  }

  Result run() throws Exception {
    lockstep.run("init");
    String draft = Files.readString(folder.resolve("lockstep.yaml"));
    for (List<String> contexts : project.rounds()) {
      Files.writeString(
          folder.resolve("lockstep.yaml"), new Configuration(project, ours).text(draft, contexts));
      deploy();
    }
    Picture left = Picture.of(project.engine(), ours, DUMP);
    double second = repeat(left);
    long begun = System.nanoTime();
    EngineAlone.of(project).deploy(project, folder, theirs);
    double alone = (System.nanoTime() - begun) / 1e9;
    Picture expected = Picture.of(project.engine(), theirs, DUMP);
    keep("ours", left);
    keep("engine", expected);
    return new Result(
        project,
        left.rows().size(),
        left.history().size(),
        direct,
        byEngine,
        new Result.Times(deploySeconds, second, alone),
        new Result.Verdict(
            left.schema().equals(expected.schema()),
            left.history().equals(expected.history()),
            left.rows().equals(expected.rows())),
        "");
  }

  private void deploy() throws Exception {
    int before = Picture.tables(ours);
    lockstep.run("status", "--output", "json");
    String plan = lockstep.run("plan", "--output", "json").output();
    if (Picture.tables(ours) != before) {
      throw new IllegalStateException("status or plan created tables.");
    }
    direct += Math.toIntExact(DIRECT.matcher(plan).results().count());
    byEngine += Math.toIntExact(BY_ENGINE.matcher(plan).results().count());
    deploySeconds += lockstep.run("deploy", "--yes", "--output", "json").seconds();
  }

  private double repeat(Picture before) throws Exception {
    LockstepProgram.Answer again = lockstep.run("deploy", "--yes", "--output", "json");
    if (!NOTHING_RAN.matcher(again.output()).find()
        || !Picture.of(project.engine(), ours, DUMP).equals(before)) {
      throw new IllegalStateException("The second deployment was no empty one.");
    }
    return again.seconds();
  }

  /// Leaves both pictures beside the copy, for whoever looks into a difference.
  private void keep(String name, Picture picture) throws IOException {
    Path work = folder.resolveSibling("pictures");
    Files.createDirectories(work);
    Files.write(work.resolve(name + ".schema.sql"), picture.schema());
    Files.write(work.resolve(name + ".history.txt"), picture.history());
    Files.write(work.resolve(name + ".rows.txt"), picture.rows());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
