package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.FailureStrategy;
import dev.lockstep.pipeline.FailureStrategy.Action;
import dev.lockstep.project.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what happens when something fails, in Harness' form.
final class HarnessStrategies {
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final Faults faults;
  private final Remarks remarks;

  HarnessStrategies(Faults faults, Remarks remarks) {
    this.faults = faults;
    this.remarks = remarks;
  }

  /// Says whether what is around a part has something to take it back.
  record Back(boolean stage, boolean group) {}

  List<FailureStrategy> bind(Fields fields, Back back) {
    List<FailureStrategy> strategies = new ArrayList<>();
    for (Fields one : fields.maps("failureStrategies")) {
      one.map("onFailure").flatMap(of -> strategy(of, back)).ifPresent(strategies::add);
    }
    return strategies;
  }

  private Optional<FailureStrategy> strategy(Fields fields, Back back) {
    Set<FailureKind> kinds = new LinkedHashSet<>();
    boolean all = false;
    for (Scalar word : fields.scalars("errors")) {
      FailureKind kind = kind(word.text());
      if (word.text().equals("AllErrors")) {
        all = true;
      } else if (kind == null) {
        remarks.add(
            word.place(),
            "The error " + word.text() + " never happens: it is of Harness' own machinery.");
      } else {
        kinds.add(kind);
      }
    }
    if (fields.scalars("errors").isEmpty()) {
      remarks.add(fields.mapping().place(), "What names no errors is for none.");
    }
    Action action = action(fields.map("action").orElseThrow(), back);
    return action == null || (kinds.isEmpty() && !all)
        ? Optional.empty()
        : Optional.of(
            new FailureStrategy(
                all ? Set.of() : kinds, action, Texts.place(fields.mapping().place())));
  }

  /// Returns the kind of a failure; null for what cannot happen here.
  private static @Nullable FailureKind kind(String word) {
    return switch (word) {
      case "Unknown" -> FailureKind.UNKNOWN;
      case "Authentication" -> FailureKind.AUTHENTICATION;
      case "Authorization" -> FailureKind.AUTHORIZATION;
      case "Connectivity" -> FailureKind.CONNECTIVITY;
      case "Timeout" -> FailureKind.TIMEOUT;
      case "Verification" -> FailureKind.VERIFICATION;
      case "PolicyEvaluationFailure" -> FailureKind.POLICY;
      case "ApprovalRejection" -> FailureKind.REJECTION;
      case "InputTimeoutError" -> FailureKind.INPUT_TIMEOUT;
      case "DelegateRestart" -> FailureKind.RUNNER_LOST;
      case "UserMarkedFailure" -> FailureKind.MARKED;
      default -> null;
    };
  }

  /// Returns what is done; null for what is never asked for.
  private @Nullable Action action(Fields fields, Back back) {
    Scalar type = fields.scalar("type").orElseThrow();
    Fields spec = fields.map("spec").orElse(fields);
    return switch (type.text()) {
      case "Ignore" -> new Action.Ignore();
      case "MarkAsSuccess" -> new Action.Succeed();
      case "Abort" -> new Action.Abort();
      case "StageRollback" ->
          back.stage() ? new Action.RollBackStage() : nothing(type, "stage", "rollbackSteps");
      case "StepGroupRollback" ->
          back.group() ? new Action.RollBackGroup() : nothing(type, "group", "rollbackSteps");
      case "PipelineRollback" -> new Action.RollBackPipeline();
      case "Retry" -> new Action.Retry(count(spec), pauses(spec), then(spec, back));
      case "RetryStepGroup" -> new Action.RetryGroup(count(spec), pauses(spec), then(spec, back));
      case "ManualIntervention" ->
          new Action.Ask(
              spec.scalar("timeout")
                  .flatMap(text -> DurationText.parse(text.text()))
                  .orElse(PATIENCE),
              then(spec, back));
      case "ProceedWithDefaultValues" -> {
        remarks.add(
            type.place(),
            "ProceedWithDefaultValues changes nothing: inputs are given when a run begins.");
        yield null;
      }
      default -> new Action.Fail();
    };
  }

  private Action nothing(Scalar type, String of, String key) {
    remarks.add(
        type.place(),
        "%s lets a step fail and nothing more where its %s has no %s."
            .formatted(type.text(), of, key));
    return new Action.Fail();
  }

  private int count(Fields spec) {
    spec.scalar("condition")
        .ifPresent(condition ->
            faults.add(
                "unsupported",
                condition.place(),
                "Trying again hangs on no condition.",
                "Remove it, or name the errors that are tried again."));
    return spec.scalar("retryCount").map(text -> Integer.parseInt(text.text())).orElse(1);
  }

  private static List<Duration> pauses(Fields spec) {
    return spec.scalars("retryIntervals").stream()
        .map(text -> DurationText.parse(text.text()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Action then(Fields spec, Back back) {
    Fields fields =
        spec.map("onRetryFailure")
            .or(() -> spec.map("onTimeout"))
            .flatMap(then -> then.map("action"))
            .orElse(null);
    Action then = fields == null ? new Action.Fail() : action(fields, back);
    if (fields != null && (then instanceof Action.Retry || then instanceof Action.RetryGroup)) {
      faults.add(
          "endless",
          fields.mapping().place(),
          "What is done when that did not help cannot be trying again.",
          "Take a higher retryCount.");
    }
    return then == null ? new Action.Fail() : then;
  }
}
