package dev.lockstep.engines.flyway;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.Fault;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Engine.RunListener;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/// Lets the library run a stretch of migrations through the session's own connection.
///
/// *Shape*: the library sees the files of that stretch and the callbacks, in a private folder, and
/// no other migration; so it runs exactly those, whatever else is pending. Validation happened
/// before. On PostgreSQL the library's own lock is taken by the session (`transactional.lock` off),
/// which makes change and history row one transaction and lets concurrent index builds end.
///
/// *Errors*: `STATEMENT_FAILED` naming the file, and the line where the statement is known.
final class LibraryRun {
  private final Reading reading;
  private final EngineContext context;

  LibraryRun(Reading reading, EngineContext context) {
    this.reading = reading;
    this.context = context;
  }

  void run(List<PlannedMigration> stretch, RunListener listener) {
    Faults.refuse(reading.faults());
    DataSource source = reading.session().as(DataSource.class);
    setUp(source);
    List<Fault> faults = new ArrayList<>();
    RunProgress progress = new RunProgress(stretch, listener, reading.settings().rules().group());
    try (PrivateFolder folder = PrivateFolder.create();
        @Nullable JavaMigrations java = openJars(faults)) {
      Faults.refuse(faults);
      writeFiles(folder, stretch);
      FluentConfiguration configuration =
          configuration(
              java == null ? LibraryRun.class.getClassLoader() : java.loader(), source, folder);
      configuration.callbacks(progress);
      if (java != null) {
        configuration.javaMigrations(classes(stretch, java));
      }
      configuration.load().migrate();
      progress.succeeded();
    } catch (FlywayException e) {
      throw failed(e, progress);
    }
  }

  // Flyway would refuse a schema that holds Lockstep's own tables and no history yet.
  private void setUp(DataSource source) {
    List<String> statements = HistorySetup.of(reading).statements();
    if (statements.isEmpty()) {
      return;
    }
    try (Connection connection = source.getConnection()) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(before);
      }
    } catch (SQLException e) {
      throw new LockstepException(
          ErrorCode.STATEMENT_FAILED,
          "Flyway's history table %s cannot be created: %s"
              .formatted(reading.table().name(), e.getMessage()),
          "give the user the right to create it, or create it beforehand",
          e);
    }
  }

  private @Nullable JavaMigrations openJars(List<Fault> faults) {
    return reading.settings().jars().isEmpty()
        ? null
        : JavaMigrations.open(reading.request().files(), reading.settings(), context, faults);
  }

  private Map<String, Resolved> byId() {
    Map<String, Resolved> byId = new HashMap<>();
    reading.files().migrations().forEach(each -> byId.put(each.migration().id(), each));
    return byId;
  }

  private void writeFiles(PrivateFolder folder, List<PlannedMigration> stretch) {
    Map<String, Resolved> byId = byId();
    List<Resolved> scripts = new ArrayList<>();
    for (PlannedMigration planned : stretch) {
      Resolved resolved = byId.get(planned.migration().id());
      if (resolved == null) {
        throw new LockstepException(
            ErrorCode.PLAN_STALE,
            "the migration %s is not among the files any more".formatted(planned.migration().id()),
            "plan again");
      }
      scripts.add(resolved);
    }
    reading
        .files()
        .callbacks(CallbackEvent.Phase.MIGRATE)
        .forEach(callback -> scripts.add(callback.script()));
    FileTree files = reading.request().files();
    for (Resolved resolved : scripts) {
      if (resolved.body() instanceof Resolved.SqlFile script) {
        folder.write(resolved.script(), files.read(script.path()));
        Optional<FileEntry> conf = files.find(script.path() + ".conf");
        if (conf.isPresent()) {
          folder.write(resolved.script() + ".conf", files.read(conf.get().path()));
        }
      }
    }
  }

  private JavaMigration[] classes(List<PlannedMigration> stretch, JavaMigrations java) {
    Map<String, Resolved> byId = byId();
    return stretch.stream()
        .map(planned -> byId.get(planned.migration().id()))
        .filter(resolved -> resolved != null)
        .map(Resolved::script)
        .flatMap(name -> java.find(name).stream())
        .toArray(JavaMigration[]::new);
  }

  private FluentConfiguration configuration(
      ClassLoader loader, DataSource source, PrivateFolder folder) {
    Settings settings = reading.settings();
    Settings.Rules rules = settings.rules();
    FluentConfiguration configuration =
        Flyway.configure(loader)
            .loggers(QuietLogCreator.class.getName())
            .dataSource(source)
            .locations("filesystem:" + folder.root())
            .encoding(settings.encoding())
            .table(settings.history().table())
            .defaultSchema(reading.table().schema())
            .createSchemas(false)
            .cleanDisabled(true)
            .validateOnMigrate(false)
            .validateMigrationNaming(false)
            .outOfOrder(true)
            .mixed(rules.mixed())
            .group(rules.group())
            .executeInTransaction(rules.executeInTransaction())
            .skipDefaultCallbacks(rules.skipCallbacks())
            .installedBy(reading.table().installedBy());
    if (!settings.history().schemas().isEmpty()) {
      configuration.schemas(settings.history().schemas().toArray(String[]::new));
    }
    name(configuration, settings);
    substitute(configuration, settings.substitution());
    configuration
        .getPluginRegister()
        .getExact(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration;
  }

  private static void name(FluentConfiguration configuration, Settings settings) {
    Naming naming = settings.naming();
    configuration
        .sqlMigrationPrefix(naming.versioned())
        .repeatableSqlMigrationPrefix(naming.repeatable())
        .sqlMigrationSeparator(naming.separator())
        .sqlMigrationSuffixes(naming.suffixes().toArray(String[]::new));
    configuration
        .getPluginRegister()
        .getExact(
            org.flywaydb.core.api.migration.baseline.BaselineMigrationConfigurationExtension.class)
        .setBaselineMigrationPrefix(naming.baseline());
  }

  private void substitute(FluentConfiguration configuration, Settings.Substitution substitution) {
    configuration
        .placeholderReplacement(substitution.enabled())
        .placeholderPrefix(substitution.prefix())
        .placeholderSuffix(substitution.suffix())
        .placeholderSeparator(substitution.separator())
        .placeholders(substitution.values())
        .workingDirectory(context.workingDirectory().toString());
  }

  private static LockstepException failed(FlywayException failure, RunProgress progress) {
    Throwable cause = failure;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof LockstepException known) {
        return known;
      }
      cause = each;
      if (each instanceof SQLException) {
        break;
      }
    }
    String place = progress.place();
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new LockstepException(
        ErrorCode.STATEMENT_FAILED,
        (place.isEmpty() ? "Flyway stopped: " : place + ": ") + message.strip(),
        "correct the migration and deploy again; lockstep status shows what was applied",
        failure);
  }
}
