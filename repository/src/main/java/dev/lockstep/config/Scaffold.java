package dev.lockstep.config;

import java.util.List;

/// Is a first `lockstep.yaml` for a repository, with what it was made from.
///
/// @param yaml the commented file; it can be read as it is
/// @param findings what was found and what was decided, one sentence each, for the user
/// @param variables environment variables that the file expects passwords in
public record Scaffold(String yaml, List<String> findings, List<String> variables) {
  public Scaffold {
    findings = List.copyOf(findings);
    variables = List.copyOf(variables);
  }
}
