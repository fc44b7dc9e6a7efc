package dev.lockstep.engines.liquibase;

import dev.lockstep.dialect.Server;
import dev.lockstep.dialect.Session;
import dev.lockstep.engines.liquibase.bridge.ChangelogDefinition.Reuse;
import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ContentHash;
import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import dev.lockstep.engines.liquibase.bridge.OpenChangelog;
import dev.lockstep.engines.liquibase.formatted.FormattedChangelog;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Gets the changelog a request means: from the cache when nothing changed, by a reader otherwise.
final class Changelogs {
  /// The second word goes up when the same files are read otherwise than before.
  private static final String ENGINE = "liquibase 4.33.0, reading 2";

  private final EngineWorkers workers;
  private final ChangelogCache cache;
  private final Path jarFolder;

  Changelogs(EngineWorkers workers, ChangelogCache cache, Path jarFolder) {
    this.workers = workers;
    this.cache = cache;
    this.jarFolder = jarFolder;
  }

  LoadedChangelog load(EngineRequest request, Session session) {
    OptionReader reader = new OptionReader(request);
    LiquibaseOptions options = reader.read();
    String changelog = reader.changelog(options);
    checkDefaultSchema(request, session.server(), options);
    String shared = key(request, session.server(), options, changelog, Reuse.SAME_SERVER_VERSION);
    String own = key(request, session.server(), options, changelog, Reuse.SAME_DATABASE);
    FileTree files = request.files();
    Optional<CachedChangelog> general = cache.find(shared, files);
    Optional<CachedChangelog> special = cache.find(own, files);
    return new LoadedChangelog(
        new LoadedChangelog.Keys(shared, own),
        cache,
        () -> open(request, session, options, changelog),
        general.orElse(null),
        special.orElse(null));
  }

  /// Says what a worker is to read for a request; asks the live session who it is.
  ChangelogRequest request(EngineRequest request, Session session) {
    OptionReader reader = new OptionReader(request);
    LiquibaseOptions options = reader.read();
    return request(request, session, options, reader.changelog(options));
  }

  /// Lends a worker that has the schema's jars.
  EngineWorkers.Worker worker(EngineRequest request) {
    return workers.lease(jars(request.files(), new OptionReader(request).read()));
  }

  /// Reads formatted SQL without Liquibase, which takes long to start; the rest by a worker.
  private OpenChangelog open(
      EngineRequest request, Session session, LiquibaseOptions options, String changelog) {
    ChangelogRequest wanted = request(request, session, options, changelog);
    Supplier<OpenChangelog> byWorker =
        () -> LentChangelog.open(workers.lease(jars(request.files(), options)), wanted);
    return FormattedChangelog.read(wanted, byWorker).orElseGet(byWorker);
  }

  private static ChangelogRequest request(
      EngineRequest request, Session session, LiquibaseOptions options, String changelog) {
    return new ChangelogRequest(
        request.files(),
        changelog,
        options,
        request.instance().contexts(),
        request.instance().labels(),
        Facts.of(session));
  }

  /// Plain SQL goes where the session points, so Liquibase's default schema must be the session's.
  private static void checkDefaultSchema(
      EngineRequest request, Server server, LiquibaseOptions options) {
    String wanted = options.defaultSchema();
    String actual = server.defaultSchema() == null ? server.database() : server.defaultSchema();
    if (wanted != null && !wanted.equalsIgnoreCase(actual)) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "Schema '%s' names defaultSchemaName '%s', but instance '%s' works in '%s'."
              .formatted(request.schema().name(), wanted, request.instance().name(), actual),
          "Set 'schema: " + wanted + "' on the instance.");
    }
  }

  /// Brings a user's jars from the repository to disk, by content.
  private List<Path> jars(FileTree files, LiquibaseOptions options) {
    List<Path> paths = new ArrayList<>();
    for (String jar : options.jars()) {
      byte[] content = files.read(jar);
      Path path = jarFolder.resolve(ContentHash.of(content) + ".jar");
      try {
        if (!Files.exists(path)) {
          Files.createDirectories(jarFolder);
          Path part = Files.createTempFile(jarFolder, "part", ".tmp");
          Files.write(part, content);
          Files.move(part, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (IOException e) {
        throw new LockstepException(
            ErrorCode.RESOURCE_EXHAUSTED,
            "The jar " + jar + " cannot be written to " + jarFolder + ": " + e.getMessage(),
            "Free some space or make the folder writable.",
            e);
      }
      paths.add(path);
    }
    return paths;
  }

  /// Names everything the reading depends on except the files, which are checked by themselves.
  private static String key(
      EngineRequest request,
      Server server,
      LiquibaseOptions options,
      String changelog,
      Reuse reuse) {
    List<String> parts = new ArrayList<>();
    parts.add(ENGINE);
    parts.add(changelog);
    parts.add(server.product());
    parts.add(server.version());
    parts.add(String.valueOf(server.defaultSchema()));
    // One by one: the text of a record takes a cold start a while.
    parts.add(options.searchRoots().toString());
    parts.add(options.parameters().toString());
    parts.add(options.allowed().toString());
    parts.add(options.jars().toString());
    parts.add(String.valueOf(options.changelogTable()));
    parts.add(String.valueOf(options.lockTable()));
    parts.add(String.valueOf(options.liquibaseSchema()));
    parts.add(String.valueOf(options.defaultSchema()));
    parts.add(request.instance().contexts().toString());
    parts.add(String.valueOf(request.instance().labels()));
    if (reuse == Reuse.SAME_DATABASE) {
      parts.add(server.database());
      parts.add(server.user());
    }
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(part.length()).append(':').append(part);
    }
    return ContentHash.of(text.toString()).substring(0, 40);
  }
}
