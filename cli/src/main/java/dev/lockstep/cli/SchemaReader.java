package dev.lockstep.cli;

import dev.lockstep.config.ReferencedSecrets;
import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.postgres.schema.PostgresInspector;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.GitRepository;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.project.SecretSource;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.DesiredSql;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.ScratchServer.ScratchDatabase;
import dev.lockstep.scratch.Script;
import dev.lockstep.snapshot.SnapshotFile;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a schema from whatever a user names: a database, an instance, a snapshot, files of SQL, or
/// such files at a commit.
final class SchemaReader {
  static final String KINDS =
      "a JDBC URL, the name of an instance, a snapshot (.json), a .sql file or a folder of them, or"
          + " git:REF:PATH";

  private static final String DIALECT = "postgresql";
  private static final long MOST_BYTES = 512L << 20;

  /// Tables in which engines keep their histories; they belong to no desired state.
  private static final Set<String> HISTORIES =
      Set.of("flyway_schema_history", "databasechangelog", "databasechangeloglock");

  private final CommandContext context;
  private final Supplier<Workspace> workspace;
  private final Supplier<ScratchServer> scratch;

  SchemaReader(
      CommandContext context, Supplier<Workspace> workspace, Supplier<ScratchServer> scratch) {
    this.context = context;
    this.workspace = workspace;
    this.scratch = scratch;
  }

  DatabaseSchema read(String named) {
    return kind(named).without(SchemaReader::isHistory);
  }

  private DatabaseSchema kind(String named) {
    if (named.startsWith("jdbc:")) {
      try (JdbcSession session = open(named, "")) {
        return inspect(session);
      }
    }
    if (named.startsWith("git:")) {
      return atCommit(named);
    }
    Path path = context.invocation().directory().resolve(named);
    if (Files.isDirectory(path)) {
      FileTree files = new WorkingTree(path);
      return desired(files, files.list(""), "", named + "/");
    }
    if (Files.isRegularFile(path)) {
      return named.endsWith(".json")
          ? SnapshotFile.read(named, text(path, named))
          : desired(List.of(new Script(named, text(path, named))));
    }
    return instance(named);
  }

  /// Returns what a user named as it may stand in a result: without what can hold credentials.
  static String shown(String named) {
    return named.startsWith("jdbc:")
        ? named.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//")
        : named;
  }

  static boolean isHistory(ObjectId id) {
    return id.kind().equals("table") && HISTORIES.contains(id.name().toLowerCase(Locale.ROOT));
  }

  private DatabaseSchema instance(String named) {
    Workspace opened = workspace.get();
    InstanceDefinition instance =
        opened.project().instances().stream()
            .filter(one -> one.name().equals(named))
            .findFirst()
            .orElseThrow(() ->
                new LockstepException(
                    ErrorCode.USAGE,
                    "There is no file, folder or instance '" + named + "'.",
                    "Name " + KINDS + "."));
    return instance(opened, instance);
  }

  /// Reads what an instance holds, without the histories of engines.
  DatabaseSchema of(InstanceDefinition instance) {
    return instance(workspace.get(), instance).without(SchemaReader::isHistory);
  }

  private DatabaseSchema instance(Workspace opened, InstanceDefinition instance) {
    SchemaDefinition schema = opened.project().schema(instance.schema()).orElseThrow();
    refuseOthers(schema.dialect());
    try (JdbcSession session =
        connector(opened.root(), null)
            .open(schema, instance, opened.project().execution(), "schema")) {
      return inspect(session);
    }
  }

  private static void refuseOthers(String dialect) {
    if (!dialect.equals(DIALECT)) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "This release reads the schemas of PostgreSQL only, not of " + dialect + ".",
          "Name a database of PostgreSQL.");
    }
  }

  private static DatabaseSchema inspect(JdbcSession session) {
    try {
      return PostgresInspector.inspect(session.raw());
    } catch (SQLException e) {
      throw session.translate(e, "read the schema");
    }
  }

  /// Connects to a database by URL, whose credentials may stand in it.
  ///
  /// @param database to connect to instead of the URL's own; empty for that
  JdbcSession open(String url, String database) {
    JdbcAddress address = JdbcAddress.parse(url);
    refuseOthers(address.dialect());
    if (address.password() != null) {
      context
          .console()
          .note(
              "A password in an argument can be seen in the list of processes; put it into the"
                  + " variable LOCKSTEP_PASSWORD instead.");
    }
    boolean password =
        address.password() != null || context.invocation().variable("LOCKSTEP_PASSWORD") != null;
    ConnectionDefinition definition =
        new ConnectionDefinition(
            database.isEmpty() ? address.url() : address.withDatabase(database),
            null,
            0,
            null,
            null,
            address.user(),
            password ? new SecretReference.Environment("LOCKSTEP_PASSWORD") : null,
            new LinkedHashMap<>());
    return connector(context.invocation().directory(), address.password())
        .open(
            SupportedProducts.all().named(DIALECT),
            definition,
            ExecutionSettings.DEFAULT,
            "schema");
  }

  private Connector connector(Path root, @Nullable String password) {
    SecretSource referenced = new ReferencedSecrets(context.invocation()::variable, root);
    return new Connector(
        SupportedProducts.all(),
        password == null ? referenced : _ -> password,
        new DriverLocator(List.of()));
  }

  private DatabaseSchema atCommit(String named) {
    String[] parts = named.split(":", 3);
    if (parts.length < 3 || parts[1].isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE, "'" + named + "' lacks a part.", "Write git:REF:PATH.");
    }
    String path = parts[2].replaceFirst("/+$", "");
    try (GitRepository repository = GitRepository.open(context.invocation().directory())) {
      FileTree files =
          repository.tree(parts[1], repository.prefixOf(context.invocation().directory()));
      if (files.find(path).isPresent()) {
        return path.endsWith(".json")
            ? SnapshotFile.read(named, utf8(files, path))
            : desired(List.of(new Script(named, utf8(files, path))));
      }
      return desired(files, files.list(path), path, "");
    }
  }

  private DatabaseSchema desired(
      FileTree files, List<FileEntry> entries, String folder, String prefix) {
    List<Script> scripts =
        entries.stream()
            .map(FileEntry::path)
            .filter(path -> path.endsWith(".sql"))
            .map(path -> new Script(prefix + path, utf8(files, path)))
            .toList();
    if (scripts.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no .sql file in " + (prefix.isEmpty() ? folder : prefix) + ".",
          "Name a folder with CREATE statements.");
    }
    return desired(scripts);
  }

  private DatabaseSchema desired(List<Script> scripts) {
    try (ScratchDatabase database = scratch.get().create()) {
      new DesiredSql(database, SupportedProducts.all().named(DIALECT).splitter()).load(scripts);
      return PostgresInspector.inspect(database.connection());
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "The scratch database failed: " + e.getMessage(),
          "Run the same command again.",
          e);
    }
  }

  private static String utf8(FileTree files, String path) {
    return new String(files.read(path), StandardCharsets.UTF_8);
  }

  private static String text(Path path, String named) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new LockstepException(
            ErrorCode.TOO_LARGE, named + " is larger than 512 MiB.", "Divide it.");
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Cannot read " + named + ".",
          "Name a file in UTF-8 that this user may read.",
          e);
    }
  }
}
