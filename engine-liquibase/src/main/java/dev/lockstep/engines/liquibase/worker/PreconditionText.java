package dev.lockstep.engines.liquibase.worker;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;

/// Says in one sentence which precondition is not met.
final class PreconditionText {
  private PreconditionText() {}

  static String of(Exception failure) {
    List<String> causes =
        switch (failure) {
          case PreconditionFailedException failed ->
              failed.getFailedPreconditions().stream().map(String::valueOf).toList();
          case PreconditionErrorException errors ->
              errors.getErrorPreconditions().stream().map(String::valueOf).toList();
          default -> List.of();
        };
    String text = causes.stream().map(Failures::sentence).collect(Collectors.joining("; "));
    return "precondition not met: "
        + (text.isEmpty() ? Failures.sentence(String.valueOf(failure.getMessage())) : text);
  }
}
