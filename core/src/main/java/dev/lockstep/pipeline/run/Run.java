package dev.lockstep.pipeline.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Is a run as it stands: how far each part that has begun has come.
///
/// *Shape*: keys are paths of ids, such as `dev/apply`; the whole is the empty one. A part of a
/// loop bears its number, such as `dev/apply[2]`, and what takes a part back is below `^rollback`.
public record Run(SequencedMap<String, Progress> parts) {
  /// The key of the whole.
  public static final String ROOT = "";

  /// A run that nothing has happened to.
  public static final Run NEW = new Run(Collections.emptyNavigableMap());

  static final String ROLLBACK = "^rollback";

  public Run {
    parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
  }

  public Optional<Progress> part(String key) {
    return Optional.ofNullable(parts.get(key));
  }

  /// Tells whether nothing will happen to it any more.
  public boolean isOver() {
    return part(ROOT).map(root -> root.status().isEnd()).orElse(false);
  }

  /// Returns when something will happen by itself; empty for never.
  public Optional<Instant> due() {
    return parts.values().stream()
        .filter(part -> !part.status().isEnd())
        .map(Progress::due)
        .filter(Objects::nonNull)
        .min(Instant::compareTo);
  }

  static String below(String key, String id) {
    return key.isEmpty() ? id : key + "/" + id;
  }

  static String round(String key, int number) {
    return key + "[" + number + "]";
  }

  /// Tells whether a part is within another one, or is it.
  static boolean isWithin(String key, String outer) {
    return outer.isEmpty()
        || (key.startsWith(outer)
            && (key.length() == outer.length()
                || key.charAt(outer.length()) == '/'
                || key.charAt(outer.length()) == '['));
  }

  Map<String, Progress> copy() {
    return new LinkedHashMap<>(parts);
  }
}
