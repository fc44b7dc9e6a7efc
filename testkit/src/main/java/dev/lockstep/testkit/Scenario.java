package dev.lockstep.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Holds the files of one test case: a folder named by what happens.
///
/// Notes which files the test used, so that a file nobody reads makes it fail.
public final class Scenario {
  private final String name;
  private final Path folder;
  private final Set<Path> used = ConcurrentHashMap.newKeySet();

  Scenario(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  public String name() {
    return name;
  }

  /// Returns a file or a whole folder of the scenario and counts it, with all below, as used.
  public Path path(String relative) {
    Path path = folder.resolve(relative);
    used.add(path);
    return path;
  }

  /// Returns the text of a file that must be there.
  public String read(String file) {
    try {
      return Files.readString(path(file), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException("The scenario %s lacks %s.".formatted(name, file), failed);
    }
  }

  /// Returns the text of a file that may be there.
  public Optional<String> readIfPresent(String file) {
    return Files.exists(path(file)) ? Optional.of(read(file)) : Optional.empty();
  }

  /// Lists files whose name ends so, by name, and counts them as used.
  public List<Path> pathsEndingWith(String suffix) {
    return files().filter(file -> file.toString().endsWith(suffix)).peek(used::add).toList();
  }

  /// Compares text with an expectation of the scenario, or rewrites it; see [Golden].
  public void verify(String expectedFile, String actual) {
    Golden.verify(path(expectedFile), actual);
  }

  /// Lists the files that the test did not use, relative to the scenario.
  List<String> orphans() {
    return files()
        .filter(file -> used.stream().noneMatch(file::startsWith))
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  private Stream<Path> files() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
