package dev.lockstep.dialects.jdbc;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds drivers that do not come with Lockstep: on the class path, else as a jar in a folder.
///
/// *Shape*: a jar from the folder gets a class loader of its own that sees the JDK alone, so that
/// it cannot disturb anything else.
///
/// @param folders searched in order; those that do not exist are passed over
public record DriverLocator(List<Path> folders) {
  public DriverLocator {
    folders = List.copyOf(folders);
  }

  /// Looks in the folder `drivers` of the given home, and of `.lockstep` in the user's.
  ///
  /// @param home what `LOCKSTEP_HOME` holds; null when it is not set
  public static DriverLocator ofHomes(@Nullable Path home, Path user) {
    List<Path> folders = new ArrayList<>();
    if (home != null) {
      folders.add(home.resolve("drivers"));
    }
    folders.add(user.resolve(".lockstep").resolve("drivers"));
    return new DriverLocator(folders);
  }

  /// Finds a driver.
  ///
  /// @param className the driver's class
  /// @param jarPrefix how its jar's name begins, for example `mssql-jdbc`
  /// @param coordinates where it can be had from, as `group:artifact`
  ///
  ///   *Errors*: `CONFIGURATION` saying which jar to put where.
  public Driver find(String className, String jarPrefix, String coordinates) {
    ClassLoader own = DriverLocator.class.getClassLoader();
    try {
      return instantiate(Class.forName(className, true, own));
    } catch (ClassNotFoundException absent) {
      return fromFolders(className, jarPrefix, coordinates);
    }
  }

  private Driver fromFolders(String className, String jarPrefix, String coordinates) {
    for (Path folder : folders) {
      List<URL> jars = jars(folder, jarPrefix);
      if (!jars.isEmpty()) {
        // The driver lives as long as the process: its loader is not closed on purpose.
        URLClassLoader isolated =
            new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        try {
          return instantiate(Class.forName(className, true, isolated));
        } catch (ClassNotFoundException absent) {
          throw new LockstepException(
              ErrorCode.CONFIGURATION,
              "The jar " + jars.getFirst() + " does not hold the driver " + className + ".",
              "Put the jar of " + coordinates + " there instead.",
              absent);
        }
      }
    }
    throw new LockstepException(
        ErrorCode.CONFIGURATION,
        "The driver " + className + " does not come with Lockstep and was not found.",
        "Download the jar of "
            + coordinates
            + " (its name begins with "
            + jarPrefix
            + ") into "
            + (folders.isEmpty() ? "the folder drivers" : folders.getFirst())
            + ".");
  }

  private static List<URL> jars(Path folder, String prefix) {
    List<URL> jars = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*.jar")) {
        for (Path file : files) {
          jars.add(file.toUri().toURL());
        }
      } catch (MalformedURLException impossible) {
        throw new IllegalStateException(impossible);
      } catch (IOException failure) {
        throw new LockstepException(
            ErrorCode.CONFIGURATION,
            "The folder " + folder + " cannot be read: " + failure.getMessage() + ".",
            null,
            failure);
      }
    }
    return jars;
  }

  private static Driver instantiate(Class<?> type) {
    try {
      return (Driver) type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException failure) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "The driver " + type.getName() + " cannot be used: " + failure + ".",
          "Use a current release of the driver.",
          failure);
    }
  }
}
