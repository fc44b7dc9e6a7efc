package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.StepType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads what steps about databases are told, in Harness' form, and sends the others on.
final class HarnessSteps {
  /// The types of steps that run.
  static final List<String> TYPES =
      List.of(
          "DBSchemaApply",
          "DBSchemaRollback",
          "DBSchemaUpdateSQL",
          "DBSchemaRollbackSQL",
          "LiquibaseCommand",
          "FlywayCommand",
          "Run",
          "ShellScript",
          "HarnessApproval",
          "Http",
          "Wait");

  private final Faults faults;
  private final Remarks remarks;
  private final HarnessTexts texts;
  private final HarnessTasks tasks;

  HarnessSteps(Faults faults, Remarks remarks, HarnessTexts texts, HarnessVariables variables) {
    this.faults = faults;
    this.remarks = remarks;
    this.texts = texts;
    this.tasks = new HarnessTasks(faults, remarks, texts, variables);
  }

  /// Is a step as Lockstep has it.
  record Told(StepType type, Setting.Fields settings) {}

  /// Returns a step; null for one that is not run, which is among the faults.
  ///
  /// @param path of the step
  @Nullable Told bind(Scalar type, Fields step, String path) {
    StepType ours = type(type.text());
    if (ours == null) {
      refuse(type);
      return null;
    }
    Fields spec = step.map("spec").orElseThrow();
    String below = path + ".spec";
    Setting.Fields settings =
        switch (ours) {
          case RUN ->
              type.text().equals("Run") ? tasks.run(spec, below) : tasks.script(spec, below);
          case APPROVAL -> tasks.approval(spec, below);
          case HTTP -> tasks.http(spec, below);
          case WAIT -> texts.fields(spec.mapping(), below);
          default -> database(spec, below);
        };
    StepNeeds.checkSql(settings, faults);
    if (ours == StepType.ROLLBACK || ours == StepType.ROLLBACK_PLAN) {
      oneWay(type, settings);
    }
    return new Told(ours, settings);
  }

  private static @Nullable StepType type(String type) {
    return switch (type) {
      case "DBSchemaApply" -> StepType.DEPLOY;
      case "DBSchemaRollback" -> StepType.ROLLBACK;
      case "DBSchemaUpdateSQL" -> StepType.PLAN;
      case "DBSchemaRollbackSQL" -> StepType.ROLLBACK_PLAN;
      case "LiquibaseCommand" -> StepType.LIQUIBASE;
      case "FlywayCommand" -> StepType.FLYWAY;
      case "Run", "ShellScript" -> StepType.RUN;
      case "HarnessApproval" -> StepType.APPROVAL;
      case "Http" -> StepType.HTTP;
      case "Wait" -> StepType.WAIT;
      default -> null;
    };
  }

  private void refuse(Scalar type) {
    if (type.text().equals("DBTestAndPreview")) {
      faults.add(
          "unsupported",
          type.place(),
          "DBTestAndPreview is not run: it tries one change that is handed to it, and writes its"
              + " files.",
          "Put the change into the repository; the step rehearse of Lockstep's own form tries"
              + " what is there.");
      return;
    }
    faults.add(
        "unknown-step-type",
        type.place(),
        "The step type " + Words.quote(type.text()) + " is none that Lockstep runs.",
        Words.nearest(type.text(), TYPES).map(near -> "Did you mean " + near + "? ").orElse("")
            + "There is "
            + Words.allOf(TYPES)
            + ".");
  }

  private Setting.Fields database(Fields spec, String path) {
    remarks.ignored(
        spec,
        "connectorRef",
        "image",
        "imagePullPolicy",
        "resources",
        "runAsUser",
        "privileged",
        "envVariables",
        "delegateSelectors",
        "migrationType");
    SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    for (Entry entry : spec.mapping().entries()) {
      String ours = ours(entry.key().text());
      if (ours != null && !Remarks.saysNothing(entry.value())) {
        settings.put(ours, texts.setting(entry.value(), path + "." + entry.key().text()));
      }
    }
    spec.scalar("changeSetFailureStrategy")
        .ifPresent(old -> {
          remarks.add(
              old.place(), "changeSetFailureStrategy is an old word for markNextChangeSetRun.");
          settings.putIfAbsent(
              "markNextRun",
              new Setting.Text(texts.made(old.place(), "true"), Texts.place(old.place())));
        });
    return new Setting.Fields(settings);
  }

  /// Returns Lockstep's word for a key; null where it has none.
  private static @Nullable String ours(String key) {
    return switch (key) {
      case "dbSchema" -> "schema";
      case "dbInstance" -> "instance";
      case "changeSetCount" -> "count";
      case "markNextChangeSetRun" -> "markNextRun";
      case "tagDatabaseChangeSet" -> "tagAlways";
      case "globalSettings" -> "global";
      case "excludeChangeLogFile" -> "noChangelog";
      case "tag", "command", "settings" -> key;
      default -> null;
    };
  }

  private void oneWay(Scalar type, Setting.Fields settings) {
    boolean tag = settings.fields().containsKey("tag");
    if (tag == settings.fields().containsKey("count")) {
      faults.add(
          tag ? "two-kinds" : "missing-key",
          type.place(),
          type.text()
              + (tag ? " has both tag and changeSetCount." : " lacks tag or changeSetCount."),
          tag ? "Keep one of the two." : "Add one of the two.");
    }
  }
}
