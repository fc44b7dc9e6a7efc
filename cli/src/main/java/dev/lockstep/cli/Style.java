package dev.lockstep.cli;

/// Marks text for a terminal, or leaves it plain.
enum Style {
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String mark(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
