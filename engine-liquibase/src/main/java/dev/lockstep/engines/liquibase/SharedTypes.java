package dev.lockstep.engines.liquibase;

import java.util.List;

/// Is the parent of every isolated worker: the JDK, Lockstep's contracts and the JDBC drivers,
/// which all workers share, and nothing else of the application.
final class SharedTypes extends ClassLoader {
  private static final String WORKER = "dev.lockstep.engines.liquibase.worker.";
  private static final List<String> SHARED =
      List.of(
          "dev.lockstep.",
          "org.jspecify.",
          "org.postgresql.",
          "org.mariadb.",
          "com.mysql.",
          "com.microsoft.sqlserver.",
          "oracle.",
          "org.h2.",
          "org.sqlite.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader application;

  SharedTypes(ClassLoader application) {
    super("lockstep-shared", ClassLoader.getPlatformClassLoader());
    this.application = application;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!name.startsWith(WORKER) && SHARED.stream().anyMatch(name::startsWith)) {
      return application.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }
}
