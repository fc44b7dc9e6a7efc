package dev.lockstep.cli;

import java.util.List;
import picocli.CommandLine.Option;

/// Holds the option that has more policies asked than hold for a target anyway.
final class NamedPolicies {
  @Option(
      names = "--policies",
      paramLabel = "SET",
      split = ",",
      description = "Ask these sets of policies as well, wherever they hold otherwise.")
  List<String> names = List.of();
}
