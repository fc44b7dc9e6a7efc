package dev.lockstep.cli;

import dev.lockstep.config.ReferencedSecrets;
import dev.lockstep.dialects.SupportedProducts;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.dialects.jdbc.Connector;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.jdbc.JdbcSession;
import dev.lockstep.dialects.schema.Bookkeeping;
import dev.lockstep.dialects.schema.BothSides;
import dev.lockstep.dialects.schema.RowFinding;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.GitRepository;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.lint.TableSize;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.SecretReference;
import dev.lockstep.project.SecretSource;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.scratch.DesiredSql;
import dev.lockstep.scratch.GivenScratch;
import dev.lockstep.scratch.Rename;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.ScratchServer;
import dev.lockstep.scratch.Scratches;
import dev.lockstep.scratch.Script;
import dev.lockstep.scratch.Scripts;
import dev.lockstep.snapshot.SnapshotFile;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads a schema from whatever a user names: a database, an instance, a snapshot, files of SQL, or
/// such files at a commit.
final class SchemaReader {
  static final String KINDS =
      "a JDBC URL (its password in the variable "
          + JdbcAddress.PASSWORD
          + "), the name of an instance, a snapshot (.json), a .sql file or a folder of them,"
          + " git:REF:PATH, or a schema as its changes make it: SCHEMA, SCHEMA@VERSION,"
          + " SCHEMA@ref:REF or INSTANCE@tag:TAG";

  static final String DEFAULT_DIALECT = "postgresql";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final long MOST_BYTES = 512L << 20;

  private final CommandContext context;
  private final Supplier<Workspace> workspace;
  private final Scratches scratches;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<Rename> renames = new ArrayList<>();
  private Predicate<ObjectId> bookkeeping = Bookkeeping::contains;

  SchemaReader(CommandContext context, Supplier<Workspace> workspace, Scratches scratches) {
    this.context = context;
    this.workspace = workspace;
    this.scratches = scratches;
  }

  /// Makes a reader of addresses, which need no project.
  static SchemaReader ofAddresses(CommandContext context) {
    return new SchemaReader(
        context,
        () -> {
          throw new IllegalStateException("an address needs no project");
        },
        Scratches.embedded());
  }

  /// Reads one schema.
  ///
  /// @param dialect of SQL files
  DatabaseSchema read(String named, String dialect) {
    return found(named, dialect, scratches).without(bookkeeping);
  }

  /// Reads two schemas, at the same time where both are databases. What belongs to an engine on one
  /// side is left out on both; SQL is tried on the version that the other side is of.
  BothSides readBoth(String from, String to, String dialect) {
    if (isDatabase(from) && isDatabase(to)) {
      SchemaDialect ours = product(from);
      SchemaDialect theirs = product(to);
      try (JdbcSession one = session(from);
          JdbcSession other = session(to)) {
        return bothWithout(BothSides.read(() -> inspect(one, ours), () -> inspect(other, theirs)));
      } catch (SQLException e) {
        throw new IllegalStateException("a session translates what goes wrong", e);
      }
    }
    if (hasVersion(to) && !hasVersion(from)) {
      DatabaseSchema known = found(to, dialect, scratches);
      return bothWithout(new BothSides(found(from, dialect, scratches.like(known)), known));
    }
    DatabaseSchema known = found(from, dialect, scratches);
    Scratches alike = hasVersion(from) ? scratches.like(known) : scratches;
    return bothWithout(new BothSides(known, found(to, dialect, alike)));
  }

  /// Tells whether what is named says by itself which version it is of.
  private boolean hasVersion(String named) {
    return named.endsWith(".json") || isDatabase(named);
  }

  private BothSides bothWithout(BothSides sides) {
    return new BothSides(sides.from().without(bookkeeping), sides.to().without(bookkeeping));
  }

  /// Lists the renames that the files of SQL read so far name.
  List<Rename> renames() {
    return List.copyOf(renames);
  }

  /// Returns the dialect of what is named, when that is no SQL.
  Optional<String> dialect(String named) {
    refuseOtherAddress(named);
    if (named.startsWith("jdbc:")) {
      return Optional.of(JdbcAddress.parse(named).dialect());
    }
    if (named.startsWith("git:")) {
      return Optional.empty();
    }
    Path path = context.invocation().directory().resolve(named);
    if (Files.isRegularFile(path) && named.endsWith(".json")) {
      return Optional.of(SnapshotFile.read(named, text(path, named)).dialect());
    }
    if (!Files.exists(path)) {
      refuseMissingFile(named);
    }
    return Files.exists(path)
        ? Optional.empty()
        : Optional.of(
            SchemaOfChanges.meant(workspace.get(), named)
                .orElseThrow(() -> unknown(named))
                .dialect());
  }

  private DatabaseSchema found(String named, String dialect, Scratches alike) {
    if (isDatabase(named)) {
      SchemaDialect product = product(named);
      try (JdbcSession session = session(named)) {
        return inspect(session, product);
      }
    }
    if (named.startsWith("git:")) {
      return atCommit(named, dialect, alike);
    }
    Path path = context.invocation().directory().resolve(named);
    if (Files.isDirectory(path)) {
      return desired(dialect, alike, scripts(new WorkingTree(path), "", named + "/"));
    }
    if (Files.isRegularFile(path)) {
      return named.endsWith(".json")
          ? snapshot(named, text(path, named))
          : desired(dialect, alike, List.of(new Script(named, text(path, named))));
    }
    if (SchemaOfChanges.meant(workspace.get(), named).isEmpty()) {
      throw unknown(named);
    }
    return new SchemaOfChanges(
            workspace.get(), new Replay(alike, context.wiring().get()), renames::addAll)
        .read(named);
  }

  /// Tells whether a database that is there is named.
  boolean isDatabase(String named) {
    return named.startsWith("jdbc:") || instance(named).isPresent();
  }

  /// Returns the instance that is meant; files go before it.
  private Optional<InstanceDefinition> instance(String named) {
    refuseOtherAddress(named);
    if (named.startsWith("jdbc:")
        || named.startsWith("git:")
        || Files.exists(context.invocation().directory().resolve(named))) {
      return Optional.empty();
    }
    refuseMissingFile(named);
    return workspace.get().project().instance(named);
  }

  /// Connects to a database that is named by its address or as an instance.
  private JdbcSession session(String named) {
    Optional<InstanceDefinition> instance = instance(named);
    instance.ifPresent(one -> bookkeeping = bookkeeping.or(own(one)));
    if (named.startsWith(SQLITE)) {
      requireFile(named.substring(SQLITE.length()));
    }
    return instance.map(this::connect).orElseGet(() -> open(JdbcAddress.parse(named)));
  }

  /// The driver would make an empty database, from which everything seems to be missing.
  private void requireFile(String path) {
    if (!path.equals(":memory:") && !Files.exists(context.invocation().directory().resolve(path))) {
      throw new LockstepException(
          ErrorCode.DATABASE_UNREACHABLE,
          "There is no file " + path + ".",
          "Name the file of an SQLite database.");
    }
  }

  private SchemaDialect product(String named) {
    return SupportedSchemas.named(
        instance(named)
            .map(one -> workspace.get().schema(one).dialect())
            .orElseGet(() -> JdbcAddress.parse(named).dialect()));
  }

  /// Nobody needs a project to be told that.
  private static void refuseMissingFile(String named) {
    if (named.endsWith(".sql") || named.endsWith(".json")) {
      throw new LockstepException(
          ErrorCode.USAGE, "There is no file '" + named + "'.", "Name " + KINDS + ".");
    }
  }

  /// What is repeated of such a text may be a password.
  private static void refuseOtherAddress(String named) {
    if (named.contains("://") && !named.startsWith("jdbc:") && !named.startsWith("git:")) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "An address that does not begin with jdbc: names no database.",
          "Write it as jdbc:postgresql://host:port/database?user=name, with the password in the"
              + " variable "
              + JdbcAddress.PASSWORD
              + ".");
    }
  }

  /// Returns what a user named as it may stand in a result: without what can hold credentials.
  static String shown(String named) {
    return named.startsWith("jdbc:")
        ? named.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//")
        : named;
  }

  private static LockstepException unknown(String named) {
    return new LockstepException(
        ErrorCode.USAGE,
        "There is no file, folder, instance or schema '" + named + "'.",
        "Name " + KINDS + ".");
  }

  /// Reads what an instance holds, without the histories of engines.
  DatabaseSchema of(InstanceDefinition instance) {
    return live(instance).without(own(instance));
  }

  private DatabaseSchema live(InstanceDefinition instance) {
    String dialect = workspace.get().schema(instance).dialect();
    try (JdbcSession session = connect(instance)) {
      return inspect(session, SupportedSchemas.named(dialect));
    }
  }

  private Predicate<ObjectId> own(InstanceDefinition instance) {
    return context.wiring().get().bookkeeping(workspace.get().request(instance));
  }

  /// Connects to an instance, to read from it.
  JdbcSession connect(InstanceDefinition instance) {
    Workspace opened = workspace.get();
    return connector(new ReferencedSecrets(context.invocation()::variable, opened.root()))
        .open(opened.schema(instance), instance, opened.project().execution(), "schema");
  }

  /// Asks for rows on which a plan would fail, or says what would be asked where what is named is
  /// no database.
  List<RowFinding> rowsInTheWay(String named, SchemaPlan plan) {
    if (plan.isEmpty()) {
      return List.of();
    }
    SchemaDialect dialect = SupportedSchemas.named(plan.from().dialect());
    List<SchemaChange> changes = plan.steps().stream().map(SchemaPlan.Step::change).toList();
    return ask(
        named,
        "The rows",
        session ->
            dialect.rowsInTheWay(
                session == null ? null : session.raw(), changes, plan.from(), plan.to()));
  }

  /// Asks a database for the rows that findings depend on.
  LintResult answered(String named, LintResult result) {
    return result.findings().stream().allMatch(finding -> finding.question() == null)
        ? result
        : ask(
            named,
            "The rows",
            session ->
                session == null ? result : new RowAnswers(session.raw(), shown(named)).of(result));
  }

  /// Asks a database how large its tables are.
  Map<QualifiedName, TableSize> sizes(String named) {
    return ask(
        named,
        "The sizes of tables",
        session -> session == null ? Map.of() : product(named).sizes(session.raw()));
  }

  /// Is something to ask a database; of a session that is null where there is none.
  private interface Asking<T> {
    T of(@Nullable JdbcSession session) throws SQLException;
  }

  private <T> T ask(String named, String what, Asking<T> asking) {
    try (@Nullable JdbcSession session = isDatabase(named) ? session(named) : null) {
      return asking.of(session);
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.DATABASE_UNREACHABLE,
          "%s of %s could not be looked at: %s".formatted(what, shown(named), e.getMessage()),
          "Run the same command again.",
          e);
    }
  }

  private static DatabaseSchema inspect(JdbcSession session, SchemaDialect dialect) {
    try {
      return dialect.inspect(session.raw());
    } catch (SQLException e) {
      throw session.translate(e, "read the schema");
    }
  }

  /// Makes scratch databases on the server of a URL.
  ScratchServer scratchServer(String url) {
    JdbcAddress server = JdbcAddress.parse(url);
    SchemaDialect dialect = SupportedSchemas.named(server.dialect());
    return new GivenScratch(
        dialect,
        new GivenScratch.Server() {
          @Override
          public ScratchServer.Address address(String database) {
            return new ScratchServer.Address(
                database.isEmpty() ? server.url() : server.withDatabase(database),
                server.user(),
                password(server));
          }

          @Override
          public Connection open(ScratchServer.Address address) throws SQLException {
            return SchemaReader.this
                .open(
                    new JdbcAddress(
                        server.dialect(), address.url(), server.user(), server.password()))
                .raw();
          }
        },
        rights -> warnOfRights(context.console(), rights));
  }

  /// Whoever writes what is tried there may do as much.
  static void warnOfRights(Console console, String rights) {
    console.noteOnce(
        "The user of the scratch server "
            + rights
            + ". Statements of files and snapshots run there: name a user who may only create"
            + " databases, unless you trust who wrote them.");
  }

  /// Connects to a database by URL, whose credentials may stand in it.
  private JdbcSession open(JdbcAddress address) {
    if (address.password() != null) {
      context
          .console()
          .noteOnce(
              "A password in an argument can be seen in the list of processes; put it into the"
                  + " variable "
                  + JdbcAddress.PASSWORD
                  + " instead.");
    }
    String known = password(address);
    try {
      return connect(address, known);
    } catch (LockstepException e) {
      if (e.code() != ErrorCode.DATABASE_DENIED) {
        throw e;
      }
      return connect(address, ask(address, known, e));
    }
  }

  /// Returns the password of an address, as far as somebody has said it.
  private @Nullable String password(JdbcAddress address) {
    return address.password() == null
        ? answers.getOrDefault(server(address), context.invocation().variable(JdbcAddress.PASSWORD))
        : address.password();
  }

  private static String server(JdbcAddress address) {
    return address.withDatabase("") + " " + address.user();
  }

  /// Asks whoever sits at the terminal, once for each server, where no password was given.
  private synchronized String ask(
      JdbcAddress address, @Nullable String tried, LockstepException failure) {
    String answer =
        tried == null
            ? answers.computeIfAbsent(
                server(address),
                _ -> context.console().password("Password for " + address.url() + ": "))
            : null;
    if (answer == null) {
      throw new LockstepException(
          failure.code(),
          failure.getMessage(),
          "Write the user behind the URL as ?user=NAME, and put its password into the variable "
              + JdbcAddress.PASSWORD
              + ".",
          failure);
    }
    return answer;
  }

  private JdbcSession connect(JdbcAddress address, @Nullable String password) {
    ConnectionDefinition definition =
        new ConnectionDefinition(
            address.url(),
            null,
            0,
            null,
            null,
            address.user(),
            password == null ? null : new SecretReference.Environment(JdbcAddress.PASSWORD),
            new LinkedHashMap<>());
    return connector(_ -> String.valueOf(password))
        .open(
            SupportedProducts.all().named(address.dialect()),
            definition,
            ExecutionSettings.DEFAULT,
            "schema");
  }

  private static Connector connector(SecretSource secrets) {
    return new Connector(SupportedProducts.all(), secrets, new DriverLocator(List.of()));
  }

  private DatabaseSchema atCommit(String named, String dialect, Scratches alike) {
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
            ? snapshot(named, utf8(files, path))
            : desired(dialect, alike, List.of(new Script(named, utf8(files, path))));
      }
      return desired(dialect, alike, scripts(files, path, ""));
    }
  }

  private static List<Script> scripts(FileTree files, String folder, String prefix) {
    List<Script> scripts =
        Scripts.of(files, folder).stream()
            .map(script -> new Script(prefix + script.path(), script.text()))
            .toList();
    if (scripts.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no .sql file in " + (prefix.isEmpty() ? folder : prefix) + ".",
          "Name a folder with CREATE statements.");
    }
    return scripts;
  }

  private DatabaseSchema snapshot(String named, String text) {
    SnapshotFile.Snapshot snapshot = SnapshotFile.open(named, text);
    if (snapshot.asWritten()) {
      return snapshot.schema();
    }
    String product = snapshot.schema().dialect();
    if (!SupportedSchemas.names().contains(product)) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          named + " is of " + product + ", whose schemas this release does not read.",
          "Correct its dialect: " + String.join(", ", SupportedSchemas.names()) + ".");
    }
    return new EditedSnapshot(
            snapshot,
            SupportedSchemas.named(product),
            scratches.like(snapshot.schema().majorVersion()).of(product))
        .checked();
  }

  private DatabaseSchema desired(String named, Scratches alike, List<Script> scripts) {
    SchemaDialect dialect = SupportedSchemas.named(named);
    scripts.forEach(script -> renames.addAll(Rename.in(script)));
    return DesiredSql.schema(alike.of(named), dialect, scripts);
  }

  private static String utf8(FileTree files, String path) {
    return Scripts.text(path, files.read(path));
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
