package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the files to review and reads them.
final class LintFiles {
  private static final Pattern RUNS = Pattern.compile("\\d+|\\D+");

  /// What takes changes back does not run after them.
  private static final Pattern UNDO = Pattern.compile("U[\\d._]*__.*\\.sql");

  private final Path directory;

  LintFiles(Path directory) {
    this.directory = directory;
  }

  /// Is one file, or why it cannot be read as SQL.
  ///
  /// @param path as it is shown
  record Source(String path, String text, String fault) {
    boolean isReadable() {
      return fault.isEmpty();
    }
  }

  /// Lists the files that arguments name, each folder's in the order of the numbers in their names.
  ///
  /// *Errors*: `USAGE` for what does not exist, or holds no file.
  List<Source> read(List<Path> arguments) {
    List<Source> sources = new ArrayList<>();
    for (Path argument : arguments) {
      Path path = directory.resolve(argument);
      List<Path> files = Files.isDirectory(path) ? below(path) : List.of(path);
      if (files.isEmpty() || !Files.exists(path)) {
        throw new LockstepException(
            ErrorCode.USAGE,
            Files.exists(path)
                ? argument + " holds no file that ends in .sql."
                : "There is no " + argument + ".",
            "Name files, or folders with files, of SQL.");
      }
      for (Path file : files) {
        sources.add(
            source(
                Files.isDirectory(path)
                    ? argument.resolve(path.relativize(file)).toString()
                    : argument.toString(),
                file));
      }
    }
    return sources;
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".sql"))
          .filter(file -> !UNDO.matcher(file.getFileName().toString()).matches())
          .sorted(
              Comparator.comparing(file -> folder.relativize(file).toString(), LintFiles::compare))
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /// Compares as people do: 9 comes before 10, and what can be applied again after all versions.
  static int compare(String one, String other) {
    int repeatable = Boolean.compare(one.matches("(.*/)?R__.*"), other.matches("(.*/)?R__.*"));
    if (repeatable != 0) {
      return repeatable;
    }
    List<String> left = RUNS.matcher(one).results().map(MatchResult::group).toList();
    List<String> right = RUNS.matcher(other).results().map(MatchResult::group).toList();
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compareRuns(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return left.size() == right.size()
        ? one.compareTo(other)
        : Integer.compare(left.size(), right.size());
  }

  private static int compareRuns(String one, String other) {
    boolean numbers = Character.isDigit(one.charAt(0)) && Character.isDigit(other.charAt(0));
    if (!numbers) {
      return one.compareTo(other);
    }
    String left = one.replaceFirst("^0+(?=.)", "");
    String right = other.replaceFirst("^0+(?=.)", "");
    return left.length() == right.length()
        ? left.compareTo(right)
        : Integer.compare(left.length(), right.length());
  }

  private Source source(String name, Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(Path.of(name), e);
    }
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      return new Source(name, "", "This file is written in UTF-16; save it in UTF-8.");
    }
    for (byte one : bytes) {
      if (one == 0) {
        return new Source(name, "", "This is a binary file: it holds NUL bytes.");
      }
    }
    try {
      return new Source(
          name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), "");
    } catch (CharacterCodingException e) {
      return new Source(
          name, "", "This file is not written in UTF-8 but maybe in Latin-1; save it in UTF-8.");
    }
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  private static LockstepException unreadable(Path path, IOException cause) {
    return new LockstepException(
        ErrorCode.USAGE,
        "Cannot read " + path + ".",
        "Name files with SQL statements that this user may read.",
        cause);
  }
}
