package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.source.FileEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Finds the files to review and reads them.
final class LintFiles {
  private static final Pattern RUNS = Pattern.compile("\\d+|\\D+");

  private static final Pattern REPEATABLE = Pattern.compile("(.*/)?R__.*");

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
      List<Source> unread = Files.isDirectory(path) ? leftOut(argument, path) : List.of();
      List<Path> files = Files.isDirectory(path) ? below(path) : List.of(path);
      if ((files.isEmpty() && unread.isEmpty()) || !Files.exists(path)) {
        throw new LockstepException(
            ErrorCode.USAGE,
            Files.exists(path)
                ? argument + " holds no file that ends in .sql."
                : "There is no " + argument + ".",
            "Name files, or folders with files, of SQL.");
      }
      sources.addAll(unread);
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

  /// Whatever keeps a file from being read, that it is not reviewed must be seen.
  private static List<Source> leftOut(Path argument, Path folder) {
    return new WorkingTree(folder, Long.MAX_VALUE)
        .leftOut("").stream()
            .filter(one -> one.path().toLowerCase(Locale.ROOT).endsWith(".sql"))
            .map(one ->
                new Source(
                    argument.resolve(one.path()).toString(),
                    "",
                    "This " + one.reason() + " and is not read."))
            .toList();
  }

  /// What the folder holds beside its own files, such as symbolic links, is not followed.
  private List<Path> below(Path folder) {
    WorkingTree tree = new WorkingTree(folder, Long.MAX_VALUE);
    return tree.list("").stream()
        .map(FileEntry::path)
        .filter(path -> path.toLowerCase(Locale.ROOT).endsWith(".sql"))
        .filter(path -> !UNDO.matcher(path.substring(path.lastIndexOf('/') + 1)).matches())
        .map(SortedName::of)
        .sorted()
        .map(name -> folder.resolve(name.path()))
        .toList();
  }

  /// Is a path that compares as people do: 9 comes before 10, and what can be applied again after
  /// all versions.
  private record SortedName(String path, boolean repeatable, List<String> runs)
      implements Comparable<SortedName> {
    static SortedName of(String path) {
      return new SortedName(
          path,
          REPEATABLE.matcher(path).matches(),
          RUNS.matcher(path).results().map(MatchResult::group).toList());
    }

    @Override
    public int compareTo(SortedName other) {
      if (repeatable != other.repeatable) {
        return Boolean.compare(repeatable, other.repeatable);
      }
      for (int i = 0; i < Math.min(runs.size(), other.runs.size()); i++) {
        int order = compareRuns(runs.get(i), other.runs.get(i));
        if (order != 0) {
          return order;
        }
      }
      return runs.size() == other.runs.size()
          ? path.compareTo(other.path)
          : Integer.compare(runs.size(), other.runs.size());
    }
  }

  private static int compareRuns(String one, String other) {
    boolean numbers = Character.isDigit(one.charAt(0)) && Character.isDigit(other.charAt(0));
    if (!numbers) {
      return one.compareTo(other);
    }
    String left = withoutZeros(one);
    String right = withoutZeros(other);
    return left.length() == right.length()
        ? left.compareTo(right)
        : Integer.compare(left.length(), right.length());
  }

  private static String withoutZeros(String number) {
    int start = 0;
    while (start < number.length() - 1 && number.charAt(start) == '0') {
      start++;
    }
    return number.substring(start);
  }

  private static byte[] bytes(String name, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(Path.of(name), e);
    }
  }

  private static Source source(String name, Path file) {
    byte[] bytes = bytes(name, file);
    String fault = fault(bytes);
    if (!fault.isEmpty()) {
      return new Source(name, "", fault);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0 || isUtf8(bytes)) {
      return new Source(name, text, "");
    }
    return new Source(
        name,
        "",
        IntStream.range(0, bytes.length).anyMatch(i -> isControl(bytes[i]))
            ? "This is a binary file: it is no UTF-8 and holds control characters."
            : "This file is not written in UTF-8 but maybe in Latin-1; save it in UTF-8.");
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isControl(byte one) {
    return (one >= 0 && one < '\b') || (one > '\r' && one < ' ');
  }

  /// Says what the zeros among the bytes mean; empty for nothing.
  private static String fault(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return "This file is written in UTF-32; save it in UTF-8.";
    }
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      return "This file is written in UTF-16; save it in UTF-8.";
    }
    int even = 0;
    int odd = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        even += 1 - i % 2;
        odd += i % 2;
      }
    }
    if (even + odd == 0) {
      return "";
    }
    return Math.max(even, odd) > bytes.length / 4 && Math.min(even, odd) == 0
        ? "This file is written in UTF-16; save it in UTF-8."
        : "This is a binary file: it holds NUL bytes.";
  }

  private static boolean startsWith(byte[] bytes, int... first) {
    return bytes.length >= first.length
        && IntStream.range(0, first.length).allMatch(i -> (bytes[i] & 0xFF) == first[i]);
  }

  private static LockstepException unreadable(Path path, IOException cause) {
    return new LockstepException(
        ErrorCode.USAGE,
        "Cannot read " + path + ".",
        "Name files with SQL statements that this user may read.",
        cause);
  }
}
