package dev.lockstep.engines.declarative;

import dev.lockstep.dialects.schema.Bookkeeping;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.DesiredSql;
import dev.lockstep.scratch.Rename;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.Script;
import dev.lockstep.scratch.Scripts;
import dev.lockstep.snapshot.SnapshotFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads the desired state out of files by loading them into a scratch database; what the same
/// files made once is kept, in memory and in a folder.
final class DesiredFiles {
  /// Grows when the same files make another schema than before.
  private static final int FORM = 2;

  private final Function<SchemaDefinition, ScratchServer> scratch;
  private final Path cache;
  private final Memory<String, DatabaseSchema> known =
      new Memory<>(schema -> schema.objects().size());

  DesiredFiles(Function<SchemaDefinition, ScratchServer> scratch, Path cache) {
    this.scratch = scratch;
    this.cache = cache;
  }

  /// *Errors*: `CHANGE_FILE` for files that do not load, or when there are none.
  ///
  /// @param live what the database that is to be like them holds
  Desired read(EngineRequest request, SchemaDialect dialect, DatabaseSchema live) {
    List<Script> scripts = scripts(request);
    List<Rename> renames = new ArrayList<>();
    scripts.forEach(script -> renames.addAll(Rename.in(script)));
    String key = key(request, dialect.name() + live.majorVersion() + live.beginning(), scripts);
    DatabaseSchema schema =
        known.get(
            key,
            () -> load(key, () -> scratch.apply(request.schema()).like(live), dialect, scripts));
    return new Desired(schema, renames, Places.in(dialect.name(), scripts));
  }

  /// Lists the files of a schema, none when there is none.
  static List<Script> found(EngineRequest request) {
    return request.schema().locations().stream()
        .flatMap(location -> Scripts.of(request.files(), location).stream())
        .toList();
  }

  private static List<Script> scripts(EngineRequest request) {
    List<Script> scripts = found(request);
    if (scripts.isEmpty()) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "There is no .sql file in "
              + String.join(", ", request.schema().locations())
              + ", so schema "
              + request.schema().name()
              + " would be meant to be empty.",
          "Write CREATE statements there, or let lockstep pull write those of a database.");
    }
    return scripts;
  }

  /// Another server may be of another version, which spells the same differently.
  private static String key(EngineRequest request, String product, List<Script> scripts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, FORM + product);
      ConnectionDefinition server = request.schema().scratch();
      add(digest, server == null ? "" : String.valueOf(server.url()));
      for (Script script : scripts) {
        add(digest, script.path());
        add(digest, script.text());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private DatabaseSchema load(
      String key, Supplier<ScratchServer> server, SchemaDialect dialect, List<Script> scripts) {
    Path file = cache.resolve(key + ".json");
    return kept(file)
        .orElseGet(() -> {
          DatabaseSchema schema =
              DesiredSql.schema(server.get(), dialect, scripts).without(Bookkeeping::contains);
          keep(file, schema);
          return schema;
        });
  }

  /// What cannot be read is made again.
  private static Optional<DatabaseSchema> kept(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(SnapshotFile.read(file.toString(), Files.readString(file)))
          : Optional.empty();
    } catch (IOException | LockstepException e) {
      return Optional.empty();
    }
  }

  /// A cache that cannot be written is none.
  private static void keep(Path file, DatabaseSchema schema) {
    try {
      Files.createDirectories(file.getParent());
      Path draft = Files.createTempFile(file.getParent(), "state", ".tmp");
      Files.writeString(draft, SnapshotFile.write(schema));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return;
    }
  }
}
