package dev.lockstep.cli;

/// Is who reads a command's result.
enum OutputFormat {
  text,
  json
}
