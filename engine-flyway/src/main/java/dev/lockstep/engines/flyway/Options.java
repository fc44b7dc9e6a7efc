package dev.lockstep.engines.flyway;

import dev.lockstep.error.Fault;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Holds settings from several places, the last one given winning, and reads typed values.
///
/// *Errors*: a value of the wrong kind becomes a fault where it was written.
final class Options {
  private final SequencedMap<String, Option> byKey = new LinkedHashMap<>();
  private final Collection<Fault> faults;

  Options(Collection<Fault> faults) {
    this.faults = faults;
  }

  /// Adds settings; unknown ones and those that cannot be honoured become faults.
  void add(List<Option> options) {
    for (Option option : options) {
      switch (OptionKeys.meaning(option.key())) {
        case READ -> byKey.put(option.key(), option);
        case WITHOUT_MEANING -> {
          // Connections and output are Lockstep's own; the setting stays for Flyway itself.
        }
        case NOT_HONOURED ->
            fault(
                option,
                "option-not-supported",
                "the Flyway setting \"%s\" is not supported by Lockstep".formatted(option.key()),
                "remove it, or deploy this schema with Flyway itself");
        case UNKNOWN -> unknown(option);
      }
    }
  }

  private void unknown(Option option) {
    Optional<String> nearest = OptionKeys.nearest(option.key());
    fault(
        option,
        "unknown-option",
        "\"%s\" is no setting of Flyway".formatted(option.key()),
        nearest.map(name -> "did you mean \"" + name + "\"?").orElse(null));
  }

  void fault(Option option, String rule, String message, @Nullable String nextStep) {
    faults.add(new Fault(rule, option.file(), option.line(), 0, message, nextStep));
  }

  Optional<Option> option(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  @Nullable String text(String key) {
    Option option = byKey.get(key);
    return option == null || option.value().isEmpty() ? null : option.value();
  }

  String text(String key, String otherwise) {
    Option option = byKey.get(key);
    return option == null ? otherwise : option.value();
  }

  /// Reads text that must not be empty.
  String name(String key, String otherwise) {
    String value = text(key);
    return value == null ? otherwise : value;
  }

  boolean flag(String key, boolean otherwise) {
    Option option = byKey.get(key);
    if (option == null || option.value().isEmpty()) {
      return otherwise;
    }
    if (option.value().equalsIgnoreCase("true") || option.value().equalsIgnoreCase("false")) {
      return option.value().equalsIgnoreCase("true");
    }
    fault(
        option,
        "invalid-option",
        "\"%s\" is \"%s\" and must be true or false".formatted(key, option.value()),
        null);
    return otherwise;
  }

  List<String> list(String key, List<String> otherwise) {
    Option option = byKey.get(key);
    return option == null ? otherwise : split(option.value());
  }

  static List<String> split(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /// Returns the values of all settings below a name that ends with a dot.
  Map<String, String> below(String namespace) {
    Map<String, String> values = new LinkedHashMap<>();
    byKey.forEach((key, option) -> {
      if (key.startsWith(namespace)) {
        values.put(key.substring(namespace.length()), option.value());
      }
    });
    return values;
  }
}
