package dev.lockstep.engines.liquibase.worker;

import java.util.HashMap;
import java.util.Map;
import liquibase.Scope;
import liquibase.ScopeManager;
import liquibase.SingletonScopeManager;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.executor.ExecutorService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.parser.ChangeLogParserFactory;

/// Holds the root scope of one class loader's Liquibase and enters it for each piece of work.
///
/// Everything Liquibase keeps per scope (its registries, filled once) lives in that root; the
/// calling thread sees it only while it works, with the loader's classes as context loader.
final class Slot {
  /// Marks a scope of Lockstep's, and holds the [Reading] it serves.
  static final String MARK = "lockstep.reading";

  private final ScopeManager scopes = new SingletonScopeManager();
  private boolean prepared;
  private int depth;

  /// Does one piece of work inside the slot, in a scope of its own.
  <T> T within(Reading reading, Map<String, Object> values, Work<T> work) {
    return enter(() ->
        Scope.child(
            values(reading, values),
            () -> {
              prepare();
              try {
                return work.run();
              } finally {
                forgetDatabases();
              }
            }));
  }

  /// Makes the slot's Liquibase the one that the calling thread sees. Even the first touch of one
  /// of its classes must happen here, because many of them look for the scope when they load.
  <T> T enter(Work<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Slot.class.getClassLoader());
    Scope.setScopeManager(scopes);
    depth++;
    try {
      return work.run();
    } catch (Exception | StackOverflowError e) {
      throw Failures.translate(e);
    } finally {
      depth--;
      if (depth == 0) {
        // Not null: a thread started from here would fail to inherit it.
        Scope.setScopeManager(new SingletonScopeManager());
      }
      thread.setContextClassLoader(before);
    }
  }

  private static Map<String, Object> values(Reading reading, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put(MARK, reading);
    all.put(Scope.Attr.logService.name(), new QuietLogs());
    all.put(Scope.Attr.ui.name(), new QuietUi());
    all.put(Scope.Attr.classLoader.name(), Slot.class.getClassLoader());
    all.put("liquibase.analytics.enabled", false);
    all.put("liquibase.secureParsing", true);
    all.put("liquibase.fileEncoding", java.nio.charset.StandardCharsets.UTF_8);
    all.put("liquibase.headless", "true");
    return all;
  }

  private void prepare() {
    if (!prepared) {
      ChangeLogParserFactory parsers = ChangeLogParserFactory.getInstance();
      parsers.register(new GuardedXmlParser());
      parsers.register(new GuardedYamlParser());
      parsers.register(new GuardedJsonParser());
      parsers.register(new GuardedSqlParser());
      prepared = true;
    }
    Scope.getCurrentScope()
        .getSingleton(ChangeLogHistoryServiceFactory.class)
        .register(new EmptyHistory());
  }

  /// Drops what Liquibase remembers by database, or every run would stay in memory for ever.
  private static void forgetDatabases() {
    Scope scope = Scope.getCurrentScope();
    scope.getSingleton(ChangeLogHistoryServiceFactory.class).resetAll();
    scope.getSingleton(ExecutorService.class).reset();
    LockServiceFactory.reset();
  }

  /// Is a piece of work with Liquibase at hand.
  interface Work<T> {
    T run() throws Exception;
  }
}
