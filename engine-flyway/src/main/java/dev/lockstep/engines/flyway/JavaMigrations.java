package dev.lockstep.engines.flyway;

import dev.lockstep.error.Fault;
import dev.lockstep.source.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/// Holds the Java migrations of a schema's jars, in a class loader of their own.
///
/// *Shape*: the classes see the JDK, Flyway's API and the database drivers, and nothing else of
/// this process; two schemas never see each other's classes. Closing ends the loader and deletes
/// the copies of the jars.
///
/// *Errors*: jars that cannot be had and classes that cannot be made become faults.
final class JavaMigrations implements AutoCloseable {
  private final PrivateFolder folder;
  private final Settings settings;
  private final EngineContext context;
  private final List<Fault> faults;
  private final Map<String, Path> jars = new LinkedHashMap<>();
  private final Map<String, JavaMigration> byClass = new LinkedHashMap<>();
  private final List<Resolved> resolved = new ArrayList<>();
  private @Nullable URLClassLoader loader;

  private JavaMigrations(Settings settings, EngineContext context, List<Fault> faults) {
    this.folder = PrivateFolder.create();
    this.settings = settings;
    this.context = context;
    this.faults = faults;
  }

  /// Opens the jars and makes one object of each migration class in the schema's packages.
  static JavaMigrations open(
      FileTree files, Settings settings, EngineContext context, List<Fault> faults) {
    JavaMigrations migrations = new JavaMigrations(settings, context, faults);
    try {
      migrations.fetch(files);
      migrations.load();
    } catch (RuntimeException e) {
      migrations.close();
      throw e;
    }
    return migrations;
  }

  List<Resolved> resolved() {
    return List.copyOf(resolved);
  }

  ClassLoader loader() {
    return loader == null ? JavaMigrations.class.getClassLoader() : loader;
  }

  Optional<JavaMigration> find(String className) {
    return Optional.ofNullable(byClass.get(className));
  }

  private void fetch(FileTree files) {
    if (context.jars() == EngineContext.Jars.REFUSED) {
      fault(
          "jars-refused",
          null,
          "this process runs no Java code from repositories",
          "deploy this schema from a command line of your own");
      return;
    }
    for (String written : settings.jars()) {
      Path path = Path.of(written);
      if (path.isAbsolute()) {
        takeFromOperator(written, path.normalize());
        continue;
      }
      Optional<String> inside = Folders.resolve("", written);
      if (inside.isEmpty() || files.find(inside.get()).isEmpty()) {
        fault("missing-jar", written, "there is no such jar in the repository", null);
        continue;
      }
      jars.put(inside.get(), folder.write("jar" + jars.size() + ".jar", files.read(inside.get())));
    }
  }

  private void takeFromOperator(String written, Path path) {
    boolean allowed =
        context.jarFolders().stream().anyMatch(each -> path.startsWith(each.normalize()));
    if (!allowed || !Files.isRegularFile(path)) {
      fault(
          "jar-outside",
          written,
          "the jar lies outside the repository and in no folder that the operator allows",
          "put it into the repository");
      return;
    }
    jars.put(written, path);
  }

  private void load() {
    if (jars.isEmpty()) {
      return;
    }
    try {
      List<URL> urls = new ArrayList<>();
      for (Path jar : jars.values()) {
        urls.add(jar.toUri().toURL());
      }
      URLClassLoader opened =
          new URLClassLoader(
              "java-migrations",
              urls.toArray(URL[]::new),
              new VisibleToMigrations(JavaMigrations.class.getClassLoader()));
      loader = opened;
      for (Map.Entry<String, Path> jar : jars.entrySet()) {
        for (String name : classes(jar.getValue())) {
          offer(jar.getKey(), opened, name);
        }
      }
    } catch (IOException e) {
      fault("unreadable-jar", null, "a jar cannot be read: " + e.getMessage(), null);
    }
  }

  private List<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .filter(this::wanted)
          .sorted()
          .toList();
    }
  }

  private boolean wanted(String name) {
    return settings.packages().isEmpty()
        || settings.packages().stream().anyMatch(each -> name.startsWith(each + "."));
  }

  private void offer(String jar, ClassLoader classes, String name) {
    try {
      Class<?> type = Class.forName(name, false, classes);
      boolean migrates =
          JavaMigration.class.isAssignableFrom(type)
              && !type.isInterface()
              && !Modifier.isAbstract(type.getModifiers());
      if (migrates) {
        JavaMigration migration = (JavaMigration) type.getDeclaredConstructor().newInstance();
        byClass.put(name, migration);
        resolved.add(resolve(jar, name, migration));
      }
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      fault(
          "broken-class",
          jar,
          "the class %s cannot be used: %s".formatted(name, cause),
          "rebuild the jar with everything it needs");
    }
  }

  private static Resolved resolve(String jar, String name, JavaMigration migration) {
    boolean baseline = migration.getType().isBaseline();
    FlywayVersion version =
        migration.getVersion() == null
            ? null
            : FlywayVersion.parse(migration.getVersion().toString()).orElseThrow();
    ScriptKind kind =
        version == null
            ? ScriptKind.REPEATABLE
            : baseline ? ScriptKind.BASELINE : ScriptKind.VERSIONED;
    return new Resolved(
        kind,
        version,
        migration.getDescription(),
        name,
        migration.getChecksum(),
        null,
        new Resolved.JavaClass(name, jar, baseline));
  }

  private void fault(String rule, @Nullable String file, String message, @Nullable String next) {
    faults.add(new Fault(rule, file, 0, 0, message, next));
  }

  @Override
  public void close() {
    try {
      if (loader != null) {
        loader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the loader of Java migrations", e);
    } finally {
      folder.close();
    }
  }

  /// Shows migrations the JDK, Flyway's API and the drivers.
  private static final class VisibleToMigrations extends ClassLoader {
    private static final List<String> PACKAGES =
        List.of(
            "org.flywaydb.core.",
            "org.postgresql.",
            "org.mariadb.jdbc.",
            "com.mysql.",
            "org.sqlite.",
            "org.h2.",
            "com.microsoft.sqlserver.",
            "oracle.");

    private final ClassLoader whole;

    VisibleToMigrations(ClassLoader whole) {
      super("visible-to-migrations", ClassLoader.getPlatformClassLoader());
      this.whole = whole;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (PACKAGES.stream().anyMatch(name::startsWith)) {
        return whole.loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
