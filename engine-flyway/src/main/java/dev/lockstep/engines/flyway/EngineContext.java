package dev.lockstep.engines.flyway;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Says what the engine takes from the machine it runs on.
///
/// *Java migrations*: the option `jars` names jars in the repository by their path in it. They run
/// with the rights of this process, so a process that deploys repositories it does not trust must
/// refuse them (`Jars.REFUSED`). An absolute path counts only below one of `jarFolders`, which the
/// operator gives and no repository can.
///
/// @param clock for the placeholder `flyway:timestamp`
/// @param zone of that time stamp; Flyway takes the machine's
/// @param workingDirectory value of the placeholder `flyway:workingDirectory`
/// @param jarFolders absolute folders from which jars may be taken
public record EngineContext(
    InstantSource clock, ZoneId zone, Path workingDirectory, Jars jars, List<Path> jarFolders) {

  public EngineContext {
    jarFolders = List.copyOf(jarFolders);
  }

  /// Says whether code from a repository may run.
  public enum Jars {
    ALLOWED,
    REFUSED
  }

  /// Takes everything from this machine and allows jars of the repository: for a user who deploys a
  /// repository of his own.
  public static EngineContext ofThisMachine() {
    return new EngineContext(
        InstantSource.system(),
        ZoneId.systemDefault(),
        Path.of("").toAbsolutePath(),
        Jars.ALLOWED,
        List.of());
  }

  String timestamp() {
    return LocalDateTime.ofInstant(clock.instant(), zone)
        .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
  }
}
