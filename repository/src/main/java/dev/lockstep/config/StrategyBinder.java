package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.FailureStrategy;
import dev.lockstep.pipeline.FailureStrategy.Action;
import dev.lockstep.project.DurationText;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads what happens when something fails.
final class StrategyBinder {
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final Faults faults;

  StrategyBinder(Faults faults) {
    this.faults = faults;
  }

  List<FailureStrategy> bind(Fields fields) {
    Entry entry = fields.mapping().find("onFailure").orElse(null);
    return switch (entry == null ? null : entry.value()) {
      case null -> List.of();
      case Scalar word ->
          List.of(
              new FailureStrategy(
                  Set.of(),
                  action(word, new Fields(new Mapping(word.place(), List.of()))),
                  Texts.place(word.place())));
      case Mapping one -> List.of(strategy(new Fields(one)));
      case Sequence _ -> fields.maps("onFailure").stream().map(this::strategy).toList();
    };
  }

  private FailureStrategy strategy(Fields fields) {
    Set<FailureKind> kinds = new LinkedHashSet<>();
    for (Scalar word : fields.scalars("on")) {
      kinds.add(
          FailureKind.valueOf(word.text().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT)));
    }
    return new FailureStrategy(
        kinds,
        fields.scalar("do").map(word -> action(word, fields)).orElse(new Action.Fail()),
        Texts.place(fields.mapping().place()));
  }

  /// @param word what is done
  private Action action(Scalar word, Fields fields) {
    Action then = then(fields);
    int tries = fields.scalar("tries").map(text -> Integer.parseInt(text.text())).orElse(1);
    List<Duration> pauses =
        fields.scalars("pauses").stream()
            .map(text -> DurationText.parse(text.text()))
            .flatMap(Optional::stream)
            .toList();
    return switch (word.text()) {
      case "retry" -> new Action.Retry(tries, pauses, then);
      case "retryGroup" -> new Action.RetryGroup(tries, pauses, then);
      case "ask" ->
          new Action.Ask(
              fields
                  .scalar("patience")
                  .flatMap(text -> DurationText.parse(text.text()))
                  .orElse(PATIENCE),
              then);
      default -> {
        for (String key : List.of("tries", "pauses", "patience", "then")) {
          fields
              .mapping()
              .find(key)
              .ifPresent(entry ->
                  faults.add(
                      "unused-key",
                      entry.key().place(),
                      "%s says nothing about %s.".formatted(key, word.text()),
                      "Remove it; it goes with retry, retryGroup or ask."));
        }
        yield simple(word.text());
      }
    };
  }

  private Action then(Fields fields) {
    Scalar word = fields.scalar("then").orElse(null);
    if (word == null) {
      return new Action.Fail();
    }
    if (Set.of("retry", "retryGroup").contains(word.text())) {
      faults.add(
          "endless",
          word.place(),
          "What is done when trying again did not help cannot be trying again.",
          "Take a higher number of tries.");
      return new Action.Fail();
    }
    return word.text().equals("ask")
        ? new Action.Ask(PATIENCE, new Action.Fail())
        : simple(word.text());
  }

  private static Action simple(String word) {
    return switch (word) {
      case "ignore" -> new Action.Ignore();
      case "succeed" -> new Action.Succeed();
      case "abort" -> new Action.Abort();
      case "rollBackGroup" -> new Action.RollBackGroup();
      case "rollBackStage" -> new Action.RollBackStage();
      case "rollBackPipeline" -> new Action.RollBackPipeline();
      default -> new Action.Fail();
    };
  }
}
