package dev.lockstep.realprojects;

import dev.lockstep.testkit.TestDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.command.core.helpers.ShowSummaryArgument;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/// Runs Liquibase's library.
final class LiquibaseAlone implements EngineAlone {
  @Override
  public void deploy(RealProject project, Path folder, TestDatabase database) throws Exception {
    for (List<String> contexts : project.rounds()) {
      update(project, folder, database, String.join(",", contexts));
    }
  }

  private static void update(
      RealProject project, Path folder, TestDatabase database, String contexts) throws Exception {
    Path jar = folder.resolve(CustomClasses.JAR);
    URL[] jars = Files.exists(jar) ? new URL[] {jar.toUri().toURL()} : new URL[0];
    try (Connection connection = database.connect();
        URLClassLoader classes = new URLClassLoader(jars, LiquibaseAlone.class.getClassLoader())) {
      Database target =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      Map<String, Object> scope = new LinkedHashMap<>();
      scope.put(Scope.Attr.resourceAccessor.name(), resources(project, folder));
      scope.put(Scope.Attr.classLoader.name(), classes);
      scope.put(Scope.Attr.ui.name(), new LoggerUIService());
      Scope.child(
          scope,
          () -> {
            new CommandScope(UpdateCommandStep.COMMAND_NAME)
                .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, target)
                .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, changelog(project))
                .addArgumentValue(UpdateCommandStep.CONTEXTS_ARG, contexts)
                .addArgumentValue(ShowSummaryArgument.SHOW_SUMMARY, UpdateSummaryEnum.OFF)
                .execute();
          });
    }
  }

  private static ResourceAccessor resources(RealProject project, Path folder) throws Exception {
    List<ResourceAccessor> roots = new ArrayList<>();
    for (String root : project.searchPath()) {
      roots.add(new DirectoryResourceAccessor(folder.resolve(root)));
    }
    if (roots.isEmpty()) {
      roots.add(new DirectoryResourceAccessor(folder));
    }
    return new CompositeResourceAccessor(roots);
  }

  private static String changelog(RealProject project) {
    return project.searchPath().stream()
        .filter(root -> project.location().startsWith(root + "/"))
        .findFirst()
        .map(root -> project.location().substring(root.length() + 1))
        .orElse(project.location());
  }
}
