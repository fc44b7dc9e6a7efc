package dev.lockstep.lint.rules;

import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.online.Effect;
import dev.lockstep.lint.online.Effect.Algorithm;
import dev.lockstep.statement.Operation;

/// A statement asks for what the server cannot do.
final class AlgorithmRefused implements Rule {
  private static final Description ABOUT =
      new Description(
          "algorithm-refused",
          Severity.ERROR,
          true,
          Dialects.MYSQL,
          "The server refuses an ALGORITHM or LOCK that is cheaper than what it can do.",
          "Ask for what it can do, or change the table in another way.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    Stated stated = Stated.of(scene.whole());
    if (!scene.isFirst() || stated.isSilent()) {
      return;
    }
    Online.effect(scene)
        .filter(effect -> isRefused(stated, effect, scene))
        .ifPresent(effect ->
            scene.say(
                "The server refuses %s here; the best it can do is %s."
                    .formatted(
                        stated,
                        Online.product(scene).map(product -> product.stated(effect)).orElse("")),
                ABOUT.instead()));
  }

  private static boolean isRefused(Stated stated, Effect effect, Scene scene) {
    boolean mysql = scene.dialect().equals("mysql");
    Algorithm best =
        mysql && effect.algorithm() == Algorithm.NOCOPY ? Algorithm.INPLACE : effect.algorithm();
    boolean cheaper = stated.wanted().filter(wanted -> wanted.compareTo(best) < 0).isPresent();
    boolean weaker =
        stated.wantedLock().filter(wanted -> wanted.compareTo(effect.lock()) < 0).isPresent();
    boolean both = mysql && stated.algorithm().equals("INSTANT") && stated.wantedLock().isPresent();
    return cheaper || weaker || both;
  }
}
