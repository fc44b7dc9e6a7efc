package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.exception.ValidationFailedException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXParseException;

/// Turns what Liquibase throws into one sentence.
final class Failures {
  private static final int LONGEST = 600;
  private static final Pattern QUOTED = Pattern.compile("'([^']+)'");
  private static final String SCHEMA_LOCATION =
      "Name Liquibase's schema in it:"
          + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
          + " xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog"
          + " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\"";

  private Failures() {}

  /// Tells where in a changelog file something is wrong: by the line the XML parser gives, or by
  /// the first line that has the name which the message quotes.
  static LockstepException located(
      Throwable failure, String path, Map<String, Integer> firstLines) {
    LockstepException plain = translate(failure);
    Throwable root = root(failure);
    boolean refusal = !Objects.equals(plain.getCause(), failure);
    if (refusal || plain.code() != ErrorCode.CHANGE_FILE) {
      return plain;
    }
    String message =
        reason(root)
            .replaceFirst("^cvc-[^:]*: ", "")
            .replaceFirst("^Error parsing [^:]*: ", "")
            .replaceAll("\\{?\"http[^\"]*\":(\\w+)}?", "$1")
            .replaceFirst(" One of '.*", "")
            .replaceFirst(" Check for spelling or capitalization errors and missing .*", "");
    int line = root instanceof SAXParseException parsed ? parsed.getLineNumber() : 0;
    Matcher quoted = QUOTED.matcher(message);
    while (line <= 0 && quoted.find()) {
      line = firstLines.getOrDefault(quoted.group(1), 0);
    }
    return new LockstepException(
        ErrorCode.CHANGE_FILE,
        path + (line > 0 ? ":" + line : "") + ": cannot be read: " + message,
        advice(message),
        failure);
  }

  /// Returns what to do about what kept a change from being read.
  static String nextStep(Throwable failure) {
    LockstepException own = ownRefusal(failure);
    String step = own == null ? null : own.nextStep();
    return step == null ? advice(rootCause(failure)) : step;
  }

  private static String advice(String message) {
    if (message.contains("Cannot find the declaration of element 'databaseChangeLog'")) {
      return SCHEMA_LOCATION;
    }
    if (message.contains(" was not found")) {
      return "Correct the path, or put the file there."
          + " Paths count from the repository's root, also with a slash in front, and from the"
          + " option searchPath.";
    }
    if (message.startsWith("Unknown change type")) {
      return "Check its spelling; a change type of an extension needs the extension's jar among the"
          + " schema's jars.";
    }
    if (message.contains("with element '") || message.contains("to appear in element '")) {
      return "Check its spelling, and that it may stand at this place.";
    }
    return "Correct the file, then run the same command again.";
  }

  private static @Nullable LockstepException ownRefusal(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable at = failure; at != null && seen.add(at); at = at.getCause()) {
      if (at instanceof LockstepException known) {
        return known;
      }
    }
    return null;
  }

  /// Finds Lockstep's own refusal inside, or makes a fault of the file out of Liquibase's message.
  static LockstepException translate(Throwable failure) {
    LockstepException own = ownRefusal(failure);
    if (own != null) {
      return own;
    }
    Throwable cause = failure;
    Throwable deepest = failure;
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (cause != null && seen.add(cause)) {
      if (cause instanceof StackOverflowError) {
        return new LockstepException(
            ErrorCode.TOO_LARGE, "The changelog is nested too deeply to be read.", null, failure);
      }
      deepest = cause;
      cause = cause.getCause();
    }
    if (failure instanceof ValidationFailedException invalid) {
      return new LockstepException(
          ErrorCode.VALIDATION_FAILED,
          sentence(String.valueOf(invalid.getMessage())),
          null,
          failure);
    }
    return new LockstepException(
        ErrorCode.CHANGE_FILE, "The changelog cannot be read: " + reason(deepest), null, failure);
  }

  /// Returns the innermost message, which names the matter itself.
  static String rootCause(Throwable failure) {
    return reason(root(failure));
  }

  private static Throwable root(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      // Nothing of the file explains it, so whoever looks for the cause needs the place.
      return Stream.of(failure.getStackTrace())
          .filter(frame -> frame.getClassName().startsWith("liquibase."))
          .findFirst()
          .map(frame -> "%s in %s".formatted(failure.getClass().getSimpleName(), frame))
          .orElse(failure.getClass().getSimpleName());
    }
    if (failure instanceof ClassNotFoundException) {
      return "class " + message + " is not among the schema's jars";
    }
    return sentence(message);
  }

  /// Makes one bounded line of a message.
  static String sentence(String message) {
    String line =
        message
            .replaceAll("\\s+", " ")
            .replaceAll(
                " was not found in the configured search path: .*? 'searchPath' parameter\\.?",
                " was not found.")
            .strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
