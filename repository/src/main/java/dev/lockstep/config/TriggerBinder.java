package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.pipeline.Notice;
import dev.lockstep.pipeline.Notice.Channel;
import dev.lockstep.pipeline.Notice.Occasion;
import dev.lockstep.pipeline.Place;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.Trigger;
import dev.lockstep.pipeline.When;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Reads what begins runs by itself, and who is told of them.
final class TriggerBinder {
  private final Faults faults;
  private final Texts texts;

  TriggerBinder(Faults faults, Texts texts) {
    this.faults = faults;
    this.texts = texts;
  }

  List<Trigger> triggers(List<Fields> list) {
    List<Trigger> triggers = new ArrayList<>();
    for (Fields fields : list) {
      List<Entry> kinds = fields.mapping().entries();
      if (kinds.size() != 1) {
        faults.add(
            "two-kinds",
            fields.mapping().place(),
            "A trigger is one of push, pullRequest, tag, schedule and after.",
            "Put each of them behind a dash of its own.");
      }
      kinds.forEach(kind -> trigger(kind).ifPresent(triggers::add));
    }
    return triggers;
  }

  private Optional<Trigger> trigger(Entry kind) {
    Fields fields =
        new Fields(
            kind.value() instanceof Mapping mapping
                ? mapping
                : new Mapping(kind.value().place(), List.of()));
    Place place = Texts.place(kind.key().place());
    SequencedMap<String, Setting> inputs =
        fields
            .map("inputs")
            .map(map -> texts.fields(map.mapping()).fields())
            .orElse(new LinkedHashMap<>());
    return Optional.ofNullable(
        switch (kind.key().text()) {
          case "push" ->
              new Trigger.Push(list(fields, "branches"), list(fields, "paths"), inputs, place);
          case "pullRequest" ->
              new Trigger.PullRequest(
                  list(fields, "branches"),
                  list(fields, "paths"),
                  list(fields, "actions"),
                  inputs,
                  place);
          case "tag" -> new Trigger.Tag(list(fields, "tags"), inputs, place);
          case "schedule" -> new Trigger.Schedule(cron(fields), zone(fields), inputs, place);
          case "after" ->
              new Trigger.After(
                  fields.textOr("pipeline", ""),
                  PipelineBinder.word(fields, "outcome", When.Outcome.class, When.Outcome.SUCCESS),
                  inputs,
                  place);
          default -> null;
        });
  }

  private static List<String> list(Fields fields, String key) {
    return fields.scalars(key).stream().map(Scalar::text).toList();
  }

  private String cron(Fields fields) {
    Scalar cron = fields.scalar("cron").orElseThrow();
    int words = cron.text().strip().split("\\s+").length;
    if (words != 5) {
      faults.add(
          "bad-format",
          cron.place(),
          "The schedule has " + words + " fields and not five.",
          "Write minute, hour, day of the month, month and day of the week, such as 0 3 * * 1-5.");
    }
    return cron.text();
  }

  private ZoneId zone(Fields fields) {
    Scalar zone = fields.scalar("zone").orElse(null);
    try {
      return zone == null ? ZoneOffset.UTC : ZoneId.of(zone.text());
    } catch (DateTimeException unknown) {
      faults.add(
          "unknown-value",
          zone.place(),
          "There is no time zone " + Words.quote(zone.text()) + ".",
          "Name one as in Europe/Berlin.");
      return ZoneOffset.UTC;
    }
  }

  List<Notice> notices(List<Fields> list) {
    List<Notice> notices = new ArrayList<>();
    for (Fields fields : list) {
      List<Entry> channels =
          fields.mapping().entries().stream()
              .filter(entry -> isChannel(entry.key().text()))
              .toList();
      if (channels.size() != 1) {
        faults.add(
            channels.isEmpty() ? "missing-key" : "two-kinds",
            fields.mapping().place(),
            "Who is told is one of email, slack, msteams and webhook.",
            null);
        continue;
      }
      Entry channel = channels.getFirst();
      Set<Occasion> occasions = new LinkedHashSet<>();
      for (Scalar word : fields.scalars("on")) {
        occasions.add(
            Occasion.valueOf(word.text().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT)));
      }
      SequencedMap<String, Setting> settings = new LinkedHashMap<>();
      settings.put("to", texts.setting(channel.value()));
      notices.add(
          new Notice(
              fields.textOr("name", channel.key().text()),
              occasions,
              list(fields, "stages"),
              Channel.valueOf(channel.key().text().toUpperCase(Locale.ROOT)),
              new Setting.Fields(settings),
              Texts.place(fields.mapping().place())));
    }
    return notices;
  }

  private static boolean isChannel(String key) {
    return Set.of("email", "slack", "msteams", "webhook").contains(key);
  }
}
