package dev.lockstep.cli;

import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Is what tells the words of a plan from those of the policies that speak of it.
///
/// *Shape*: who writes a change names its files, which messages begin with; so that no file can be
/// named like a message that is allowed, they are taken out.
///
/// @param hash of the plan; empty for none
/// @param files of its statements and findings, the longest first
record PlanWords(String hash, List<String> files) {
  /// Is in no message that anybody would write down.
  private static final String SOMEWHERE = "…";

  /// Reads what policies are asked about.
  static PlanWords of(Value input) {
    return new PlanWords(
        at(input, "plan").flatMap(plan -> text(at(plan, "hash"))).orElse(""),
        Stream.of("statements", "findings")
            .flatMap(list -> each(at(input, list)))
            .flatMap(one -> text(at(one, "file")).stream())
            .filter(file -> !file.isEmpty())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /// Returns a message without the `FILE:LINE: ` or `FILE: ` that it begins with, and with a dot of
  /// three for each other name of a file.
  String without(String message) {
    String rest = behindPlace(message);
    for (String file : files) {
      rest = rest.replace(file, SOMEWHERE);
    }
    return rest;
  }

  private String behindPlace(String message) {
    for (String file : files) {
      if (message.startsWith(file)) {
        int end = file.length();
        while (end + 1 < message.length()
            && message.charAt(end) == ':'
            && Character.isDigit(message.charAt(end + 1))) {
          end++;
          while (end < message.length() && Character.isDigit(message.charAt(end))) {
            end++;
          }
        }
        if (message.startsWith(": ", end)) {
          return message.substring(end + 2);
        }
      }
    }
    return message;
  }

  private static Optional<Value> at(Value from, String key) {
    return from instanceof RegoObject object
        ? Optional.ofNullable(object.get(new RegoString(key)))
        : Optional.empty();
  }

  private static Stream<Value> each(Optional<Value> list) {
    return list.stream()
        .flatMap(one -> one instanceof RegoArray array ? array.values().stream() : Stream.of());
  }

  private static Optional<String> text(Optional<Value> value) {
    return value.flatMap(
        one -> one instanceof RegoString(String text) ? Optional.of(text) : Optional.empty());
  }
}
