package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import dev.lockstep.pipeline.Pipeline.Remark;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Gathers what a file in Harness' form says and Lockstep does not act upon.
///
/// *Shape*: one remark for each thing that is to be said, at the first of its places.
final class Remarks {
  private static final String CONTAINER =
      "steps run where Lockstep's server or runner says, not in a container of their own";
  private static final String APPLICATION =
      "it is about the deployment of an application, which Lockstep does not do";
  private static final String SELECTORS =
      "Lockstep's server or runner does the work, and no delegate";

  /// Why keys change nothing, in words.
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("allowStageExecutions", "a pipeline runs as a whole"),
          Map.entry("callbackId", "it is for Harness' own interface"),
          Map.entry("connectorRef", CONTAINER),
          Map.entry("contextType", "it is for Harness' own pages"),
          Map.entry("customDeploymentRef", APPLICATION),
          Map.entry("delegateSelectors", SELECTORS),
          Map.entry("deploymentMetadata", APPLICATION),
          Map.entry("deploymentType", APPLICATION),
          Map.entry("environment", APPLICATION + "; steps about databases name their instance"),
          Map.entry("envVariables", "steps about databases take nothing from the environment"),
          Map.entry("executeOnDelegate", SELECTORS),
          Map.entry("fixedInputsOnRerun", "a run that is begun again is asked again"),
          Map.entry("flowControl", "no step waits at a barrier"),
          Map.entry("forSteps", "what is told of steps is told of all of them"),
          Map.entry("gitOpsEnabled", APPLICATION),
          Map.entry("image", CONTAINER),
          Map.entry("imagePullPolicy", CONTAINER),
          Map.entry("includeInfraSelectors", SELECTORS),
          Map.entry("includePipelineExecutionHistory", "who approves sees the whole run"),
          Map.entry("infrastructure", APPLICATION),
          Map.entry("isAutoRejectEnabled", "runs wait for each other in their order"),
          Map.entry("metadata", "it is for Harness' own pages"),
          Map.entry("migrationType", "the schema says which engine it is for"),
          Map.entry("nodeName", "the parts of a loop are numbered"),
          Map.entry("orgIdentifier", "there is nothing around a project"),
          Map.entry("outputAlias", "outputs go by the step that gave them"),
          Map.entry("platform", CONTAINER),
          Map.entry("privileged", CONTAINER),
          Map.entry("projectIdentifier", "the project is that of the repository"),
          Map.entry("properties", "it is about builds"),
          Map.entry("registryRef", CONTAINER),
          Map.entry("reports", "reports of tests are not gathered"),
          Map.entry("resources", CONTAINER),
          Map.entry("runAsUser", CONTAINER),
          Map.entry("service", APPLICATION),
          Map.entry("serviceConfig", APPLICATION),
          Map.entry("serviceDependencies", "it is about builds"),
          Map.entry("sharedPaths", "the steps of a run share a folder"),
          Map.entry("skipInstances", APPLICATION),
          Map.entry("stepGroupInfra", CONTAINER));

  private final SequencedMap<String, Place> first = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  void add(Place place, String sentence) {
    first.putIfAbsent(sentence, place);
    counts.merge(sentence, 1, Integer::sum);
  }

  /// Notes those of some keys that say something.
  void ignored(Fields fields, String... keys) {
    for (String key : keys) {
      fields
          .mapping()
          .find(key)
          .filter(entry -> !isOff(entry.value()) && !saysNothing(entry.value()))
          .ifPresent(entry -> ignored(entry, key));
    }
  }

  private void ignored(Entry entry, String key) {
    add(
        entry.key().place(),
        key + " changes nothing: " + REASONS.getOrDefault(key, "Lockstep has no use for it") + ".");
  }

  private static boolean isOff(YamlNode node) {
    return node instanceof Scalar scalar && scalar.text().equalsIgnoreCase("false");
  }

  /// Tells whether a place is left empty, as Harness' pages write what nobody filled in.
  static boolean saysNothing(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar.text().isEmpty() || scalar.kind() == Scalar.Kind.NULL;
      case Sequence sequence -> sequence.items().isEmpty();
      case Mapping mapping -> mapping.entries().isEmpty();
    };
  }

  /// Lists them in the order of the file.
  List<Remark> all() {
    return first.entrySet().stream()
        .sorted(
            Map.Entry.comparingByValue(
                Comparator.comparingInt(Place::line).thenComparingInt(Place::column)))
        .map(entry -> {
          int count = counts.getOrDefault(entry.getKey(), 1);
          return new Remark(
              Texts.place(entry.getValue()),
              entry.getKey() + (count > 1 ? " (" + count + " places)" : ""));
        })
        .toList();
  }
}
