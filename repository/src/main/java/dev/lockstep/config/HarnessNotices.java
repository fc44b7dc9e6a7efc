package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.pipeline.Notice;
import dev.lockstep.pipeline.Notice.Channel;
import dev.lockstep.pipeline.Notice.Occasion;
import dev.lockstep.pipeline.Setting;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads who is told of what, in Harness' form.
final class HarnessNotices {
  private final Faults faults;
  private final Remarks remarks;
  private final HarnessTexts texts;

  HarnessNotices(Faults faults, Remarks remarks, HarnessTexts texts) {
    this.faults = faults;
    this.remarks = remarks;
    this.texts = texts;
  }

  /// @param stages ids of all of them
  List<Notice> bind(List<Fields> rules, List<String> stages) {
    List<Notice> notices = new ArrayList<>();
    int number = 0;
    for (Fields rule : rules) {
      if (rule.textOr("enabled", "true").equals("false")) {
        remarks.add(rule.mapping().place(), "A rule that is not enabled tells nobody.");
      } else {
        notices.addAll(notices(rule, stages, "notificationRules." + number));
      }
      number++;
    }
    return notices;
  }

  private List<Notice> notices(Fields rule, List<String> stages, String path) {
    Fields method = rule.map("notificationMethod").orElseThrow();
    Scalar type = method.scalar("type").orElseThrow();
    Channel channel = channel(type.text());
    if (channel == null) {
      remarks.add(
          type.place(), "Nobody is told by " + type.text() + ": Lockstep knows no such way.");
      return List.of();
    }
    Setting.Fields settings = settings(method, channel, path);
    // Each event may name stages of its own.
    Map<List<String>, Set<Occasion>> told = new LinkedHashMap<>();
    for (Fields event : rule.maps("pipelineEvents")) {
      remarks.ignored(event, "forSteps");
      List<Scalar> named =
          event.scalars("forStages").stream()
              .filter(stage -> !stage.text().equals("AllStages"))
              .toList();
      told.computeIfAbsent(
              faults.declared("stage", named, stages), _ -> EnumSet.noneOf(Occasion.class))
          .addAll(occasions(event.scalar("type").orElseThrow()));
    }
    return told.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry ->
            new Notice(
                rule.textOr("name", type.text()),
                entry.getValue(),
                entry.getKey(),
                channel,
                settings,
                Texts.place(rule.mapping().place())))
        .toList();
  }

  private static @Nullable Channel channel(String type) {
    return switch (type) {
      case "Email" -> Channel.EMAIL;
      case "Slack" -> Channel.SLACK;
      case "MsTeams" -> Channel.MSTEAMS;
      case "Webhook" -> Channel.WEBHOOK;
      default -> null;
    };
  }

  private Setting.Fields settings(Fields method, Channel channel, String path) {
    Fields spec = method.map("spec").orElseThrow();
    remarks.ignored(spec, "executeOnDelegate", "delegateSelectors");
    String address =
        switch (channel) {
          case EMAIL -> "recipients";
          case MSTEAMS -> "msTeamKeys";
          case SLACK, WEBHOOK -> "webhookUrl";
        };
    SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    for (String key : List.of(address, "userGroups", "headers")) {
      Entry entry = spec.mapping().find(key).orElse(null);
      if (entry != null) {
        String ours = key.equals(address) ? "to" : key.equals("userGroups") ? "groups" : key;
        settings.put(ours, texts.setting(entry.value(), path + ".notificationMethod.spec." + key));
      }
    }
    if (!settings.containsKey("to") && !settings.containsKey("groups")) {
      faults.add(
          "missing-key",
          spec.mapping().place(),
          "It is not said who is told.",
          "Add " + address + " or userGroups.");
    }
    return new Setting.Fields(settings);
  }

  private Set<Occasion> occasions(Scalar type) {
    return switch (type.text()) {
      case "AllEvents" -> EnumSet.allOf(Occasion.class);
      case "PipelineStart" -> EnumSet.of(Occasion.PIPELINE_STARTED);
      case "PipelineSuccess" -> EnumSet.of(Occasion.PIPELINE_SUCCEEDED);
      case "PipelineFailed" -> EnumSet.of(Occasion.PIPELINE_FAILED);
      case "PipelineEnd" -> EnumSet.of(Occasion.PIPELINE_ENDED);
      case "PipelinePaused" -> EnumSet.of(Occasion.PIPELINE_PAUSED);
      case "StageStart" -> EnumSet.of(Occasion.STAGE_STARTED);
      case "StageSuccess" -> EnumSet.of(Occasion.STAGE_SUCCEEDED);
      case "StageFailed" -> EnumSet.of(Occasion.STAGE_FAILED);
      case "StepFailed" -> EnumSet.of(Occasion.STEP_FAILED);
      case "WaitingForUserAction" -> EnumSet.of(Occasion.APPROVAL_WAITING);
      default -> {
        remarks.add(type.place(), "Nobody is told of " + type.text() + ".");
        yield EnumSet.noneOf(Occasion.class);
      }
    };
  }
}
