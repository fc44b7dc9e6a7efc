package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.StepType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Says what steps cannot do without, which a schema cannot say of something that may be a text.
final class StepNeeds {
  private static final Set<StepType> ROLLBACKS = Set.of(StepType.ROLLBACK, StepType.ROLLBACK_PLAN);
  private static final List<String> WAYS_BACK = List.of("tag", "count", "to");

  private StepNeeds() {}

  /// Returns the setting that a text in place of all settings is for.
  static String main(StepType type) {
    return switch (type) {
      case TAG -> "tag";
      case APPROVAL -> "message";
      case WAIT -> "duration";
      case RUN, LIQUIBASE, FLYWAY -> "command";
      case HTTP -> "url";
      case PLAN,
          REVIEW,
          POLICY,
          REHEARSE,
          DEPLOY,
          ROLLBACK,
          ROLLBACK_PLAN,
          SNAPSHOT,
          DIFF,
          DRIFT,
          VERIFY,
          AUTHOR ->
          throw new IllegalArgumentException(type.word());
    };
  }

  static void check(StepType type, Setting.Fields settings, Scalar key, Faults faults) {
    for (String needed : needed(type)) {
      if (!settings.fields().containsKey(needed)) {
        faults.add(
            "missing-key",
            key.place(),
            "The step " + type.word() + " lacks the key " + needed + ".",
            "Add it.");
      }
    }
    checkSql(settings, faults);
    long ways = WAYS_BACK.stream().filter(settings.fields()::containsKey).count();
    if (ROLLBACKS.contains(type) && ways != 1) {
      faults.add(
          ways == 0 ? "missing-key" : "two-kinds",
          key.place(),
          "The step " + type.word() + " needs one of tag, count and to.",
          null);
    }
  }

  /// What tools take for SQL, or put into it, is written out: no expression becomes SQL.
  static void checkSql(Setting.Fields settings, Faults faults) {
    for (String name : List.of("settings", "global")) {
      if (settings.fields().get(name) instanceof Setting.Fields(var inner)) {
        inner.forEach((key, value) ->
            value
                .texts()
                .filter(text -> isSql(key) && !text.template().isPlain())
                .forEach(text ->
                    faults.add(
                        "expression-in-sql",
                        new YamlNode.Place(text.place().line(), text.place().column()),
                        Words.quote(key) + " is SQL, and no expression becomes SQL.",
                        "Write it out, or put it into a change.")));
      }
    }
  }

  private static boolean isSql(String key) {
    String name = key.replaceFirst("^-+", "").replaceFirst("(?i)^flyway\\.", "");
    String last = name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    return last.equals("sql")
        || last.equals("initsql")
        || last.startsWith("placeholders.")
        || key.startsWith("-D");
  }

  private static List<String> needed(StepType type) {
    return switch (type) {
      case TAG, WAIT, RUN, LIQUIBASE, FLYWAY, HTTP -> List.of(main(type));
      case DIFF -> List.of("from", "to");
      case AUTHOR -> List.of("schema", "from");
      case PLAN,
          REVIEW,
          POLICY,
          REHEARSE,
          DEPLOY,
          ROLLBACK,
          ROLLBACK_PLAN,
          SNAPSHOT,
          DRIFT,
          VERIFY,
          APPROVAL ->
          List.of();
    };
  }
}
