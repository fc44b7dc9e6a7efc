package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import dev.lockstep.project.PolicySet;
import dev.lockstep.project.PolicySet.Exemption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads which policies judge what.
final class PolicyBinder {
  private final Faults faults;

  PolicyBinder(Faults faults) {
    this.faults = faults;
  }

  List<PolicySet> bind(
      Fields root, List<String> schemas, List<String> environments, List<String> instances) {
    List<PolicySet> sets = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    if (root.mapping().find("policies").map(Entry::value).orElse(null) instanceof Sequence items) {
      for (YamlNode item : items.items()) {
        if (item instanceof Scalar path) {
          PolicySet set =
              new PolicySet(
                  path.text(),
                  paths(List.of(path)),
                  /* blocks= */ true,
                  /* rehearses= */ false,
                  /* onlyNamed= */ false,
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of());
          add(set, path.place(), seen, sets);
        } else if (item instanceof Mapping mapping) {
          Fields fields = new Fields(mapping);
          List<Scalar> paths = new ArrayList<>(fields.scalars("path"));
          paths.addAll(fields.scalars("paths"));
          if (paths.isEmpty()) {
            faults.add(
                "missing-key",
                mapping.place(),
                "The set of policies lacks the key path.",
                "Name a file or folder of policies.");
          }
          PolicySet set =
              new PolicySet(
                  fields.textOr("name", ""),
                  paths(paths),
                  !fields.textOr("severity", "block").equals("warn"),
                  fields.textOr("rehearse", "false").equals("true"),
                  fields.textOr("onlyNamed", "false").equals("true"),
                  faults.declared("environment", fields.scalars("environments"), environments),
                  faults.declared("schema", fields.scalars("schemas"), schemas),
                  faults.declared("instance", fields.scalars("instances"), instances),
                  fields.maps("exemptions").stream()
                      .map(one -> exemption(one, instances))
                      .toList());
          add(set, fields.scalar("name").map(Scalar::place).orElse(mapping.place()), seen, sets);
        }
      }
    }
    return sets;
  }

  private void add(PolicySet set, Place place, Map<String, Place> seen, List<PolicySet> sets) {
    Place first = seen.putIfAbsent(set.name(), place);
    if (first != null) {
      faults.add(
          "duplicate-name",
          place,
          "There is another set of policies "
              + Words.quote(set.name())
              + " in line "
              + first.line()
              + ".",
          "Give each set its own name.");
    }
    sets.add(set);
  }

  private Exemption exemption(Fields fields, List<String> instances) {
    return new Exemption(
        fields.textOr("policy", ""),
        fields.textOr("messages", ""),
        fields.text("plan"),
        faults.declared("instance", fields.scalars("instances"), instances),
        fields.textOr("owner", ""),
        fields.textOr("reason", ""),
        DayText.read(faults, fields.scalar("until")));
  }

  private List<String> paths(List<Scalar> texts) {
    List<String> paths = new ArrayList<>();
    for (Scalar text : texts) {
      LocationText location = LocationText.parse(text.text());
      if (location.problem() != null) {
        faults.add("location-outside", text.place(), location.problem(), location.nextStep());
      } else if (location.path() != null) {
        paths.add(location.path());
      }
    }
    return paths;
  }
}
