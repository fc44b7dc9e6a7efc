package dev.lockstep.bench.peer;

/// Says whether a tool has met the files before, in an earlier run or process.
///
/// Lockstep remembers what it read by the files' content; a build agent without a kept cache always
/// sees them for the first time.
public enum Sight {
  FIRST(", files never seen"),
  AGAIN(", files seen before");

  private final String words;

  Sight(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
