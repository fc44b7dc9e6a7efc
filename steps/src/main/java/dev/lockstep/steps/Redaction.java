package dev.lockstep.steps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Takes secrets out of what a step says.
///
/// *Shape*: a secret of several lines is looked for as a whole and by each longer line.
final class Redaction {
  private static final int SHORTEST_LINE = 8;
  private final List<String> secrets = new ArrayList<>();

  void add(String secret) {
    if (secret.isBlank()) {
      return;
    }
    secrets.add(secret);
    secret.lines().filter(line -> line.strip().length() >= SHORTEST_LINE).forEach(secrets::add);
    // The longest first, so that no rest of one stays.
    secrets.sort(Comparator.comparingInt(String::length).reversed());
  }

  String of(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "******");
    }
    return clean;
  }
}
