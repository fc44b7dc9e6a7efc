package dev.lockstep.engines.liquibase;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the jars and folders that Liquibase, its libraries and the worker package come from,
/// without loading any of their classes.
final class WorkerJars {
  private static final List<String> REQUIRED =
      List.of(
          "dev/lockstep/engines/liquibase/worker/LiquibaseWorker.class",
          "liquibase/Scope.class",
          "com/opencsv/CSVReader.class",
          "org/yaml/snakeyaml/Yaml.class",
          "org/apache/commons/collections4/CollectionUtils.class",
          "org/apache/commons/io/IOUtils.class",
          "org/apache/commons/lang3/StringUtils.class",
          "org/apache/commons/text/StringEscapeUtils.class");
  private static final List<String> OPTIONAL = List.of("javax/xml/bind/DatatypeConverter.class");

  private WorkerJars() {}

  static List<URL> find(ClassLoader application) {
    Set<String> places = new LinkedHashSet<>();
    for (String name : REQUIRED) {
      URL found = application.getResource(name);
      if (found == null) {
        throw new LockstepException(
            ErrorCode.INTERNAL, "This installation lacks the library with " + name + ".");
      }
      places.add(place(found, name));
    }
    for (String name : OPTIONAL) {
      URL found = application.getResource(name);
      if (found != null) {
        places.add(place(found, name));
      }
    }
    return places.stream().map(WorkerJars::url).toList();
  }

  private static String place(URL resource, String name) {
    String text = resource.toString();
    String base = text.substring(0, text.length() - name.length());
    return base.startsWith("jar:") && base.endsWith("!/")
        ? base.substring("jar:".length(), base.length() - "!/".length())
        : base;
  }

  private static URL url(String place) {
    try {
      return URI.create(place).toURL();
    } catch (MalformedURLException e) {
      throw new LockstepException(ErrorCode.INTERNAL, "cannot load from " + place, null, e);
    }
  }
}
