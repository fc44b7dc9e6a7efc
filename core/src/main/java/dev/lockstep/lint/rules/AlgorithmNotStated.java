package dev.lockstep.lint.rules;

import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Scene;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.online.Effect.Algorithm;
import dev.lockstep.statement.Anchor;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.Operation.CreateIndex;
import dev.lockstep.statement.TextRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A statement leaves it to the server how much it costs.
final class AlgorithmNotStated implements Rule {
  private static final Description ABOUT =
      new Description(
          "algorithm-not-stated",
          Severity.NOTICE,
          false,
          Dialects.MYSQL,
          "Without ALGORITHM and LOCK a server that cannot do a change cheaply does it "
              + "dearly, without a word; with them it refuses.",
          "State the cheapest that you rely on.");

  @Override
  public Description about() {
    return ABOUT;
  }

  @Override
  public void check(Operation operation, Scene scene) {
    boolean asked =
        scene.isFirst()
            && Online.table(operation, scene).isPresent()
            && Stated.of(scene.whole()).isSilent();
    Optional<String> clause =
        Online.effect(scene)
            .filter(effect -> asked && effect.algorithm() != Algorithm.COPY)
            .flatMap(effect -> Online.product(scene).map(product -> product.stated(effect)));
    clause.ifPresent(stated -> {
      Fix fix = fix(stated, operation, scene);
      if (fix != null) {
        scene.say(
            scene.range(),
            "If the server cannot do this with %s, it does worse without a word.".formatted(stated),
            ABOUT.instead(),
            fix);
      }
    });
  }

  /// Clauses go right behind the name of the table, and behind all of a CREATE INDEX.
  private static @Nullable Fix fix(String stated, Operation operation, Scene scene) {
    TextRange name = scene.at(Anchor.NAME).orElse(null);
    if (name != null) {
      return new Fix(name.end(), name.end(), " " + stated + ",");
    }
    int end = scene.range().end();
    return operation instanceof CreateIndex
        ? new Fix(end, end, " " + stated.replace(",", ""))
        : null;
  }
}
