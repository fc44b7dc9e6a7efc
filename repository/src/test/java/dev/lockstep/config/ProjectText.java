package dev.lockstep.config;

import dev.lockstep.error.Fault;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.project.Project;
import dev.lockstep.project.ReviewSettings;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.project.SecretReference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Prints what was read, for comparison.
final class ProjectText {
  private ProjectText() {}

  static String print(Reading<Project> reading) {
    return switch (reading) {
      case Reading.Complete<Project>(Project project) -> print(project);
      case Reading.Faulty<Project>(List<Fault> faults) -> printFaults(faults);
    };
  }

  private static String printFaults(List<Fault> faults) {
    StringBuilder text = new StringBuilder();
    for (Fault fault : faults) {
      text.append(fault.describe()).append(" [").append(fault.rule()).append("]\n");
      if (fault.nextStep() != null) {
        text.append("  ").append(fault.nextStep()).append('\n');
      }
    }
    return text.toString();
  }

  private static String print(Project project) {
    StringBuilder text = new StringBuilder("project " + project.name() + "\n");
    for (SchemaDefinition schema : project.schemas()) {
      text.append("schema ").append(schema.name()).append(": ").append(schema.engine());
      text.append(" on ").append(schema.dialect()).append(" from ").append(schema.locations());
      text.append(' ').append(schema.options()).append('\n');
      if (schema.scratch() != null) {
        text.append("  scratch ").append(print(schema.scratch())).append('\n');
      }
    }
    text.append("environments ");
    text.append(project.environments().stream().map(one -> one.name()).toList()).append('\n');
    project.instances().forEach(instance -> text.append(print(instance)));
    text.append(project.execution()).append('\n');
    ReviewSettings review = project.review();
    if (!review.equals(ReviewSettings.DEFAULT)) {
      text.append("review of orders in prod, baseline ").append(review.baseline());
      text.append(review.remedies("orders", "prod") ? ", with remedies\n" : "\n");
      new TreeMap<>(review.rules("orders", "prod"))
          .forEach((rule, setting) ->
              text.append("  ").append(rule).append(' ').append(setting).append('\n'));
    }
    return text.toString();
  }

  private static String print(InstanceDefinition instance) {
    return "instance "
        + instance.name()
        + ": "
        + instance.schema()
        + " in "
        + instance.environment()
        + "\n  "
        + print(instance.connection())
        + "\n  pin="
        + instance.pin()
        + " contexts="
        + instance.contexts()
        + " labels="
        + instance.labels()
        + " properties="
        + instance.properties()
        + "\n";
  }

  private static String print(ConnectionDefinition to) {
    List<String> parts = new ArrayList<>();
    parts.add("url=" + to.url());
    parts.add("host=" + to.host());
    parts.add("port=" + to.port());
    parts.add("database=" + to.database());
    parts.add("schema=" + to.schema());
    parts.add("username=" + to.username());
    SecretReference password = to.password();
    parts.add("password=" + (password == null ? null : SecretText.write(password)));
    parts.add("options=" + to.options());
    return String.join(" ", parts);
  }
}
