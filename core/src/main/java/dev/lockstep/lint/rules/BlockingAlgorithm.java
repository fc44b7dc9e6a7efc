package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.online.Effect.Algorithm;
import dev.lockstep.statement.Operation;

/// A statement asks for more than it needs.
final class BlockingAlgorithm implements Rule {
  private static final Description ABOUT =
      new Description(
          "blocking-algorithm",
          Severity.WARNING,
          true,
          Dialects.MYSQL,
          "ALGORITHM=COPY and LOCK=SHARED or EXCLUSIVE make others wait where the server "
              + "could do without.",
          "Leave it out, or state the cheapest that works.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Stated stated = Stated.of(scene.whole());
    if (!scene.isFirst() || stated.isSilent() || Online.table(operation, scene).isEmpty()) {
      return;
    }
    Online.effect(scene)
        .filter(effect ->
            stated.wantedLock().filter(lock -> lock.compareTo(effect.lock()) > 0).isPresent()
                || (stated.wanted().filter(Algorithm.COPY::equals).isPresent()
                    && effect.algorithm() != Algorithm.COPY))
        .ifPresent(effect ->
            scene.say(
                "%s makes others wait; %s would do."
                    .formatted(
                        stated,
                        Online.product(scene).map(product -> product.stated(effect)).orElse("")),
                ABOUT.instead()));
  }
}
