package dev.lockstep.project;

import java.util.List;
import java.util.Optional;

/// Holds what one `lockstep.yaml` declares.
///
/// *Shape*: names are unique within their list and every reference points at a declared name; the
/// reader has checked both. `environments` is the promotion order.
public record Project(
    String name,
    List<SchemaDefinition> schemas,
    List<EnvironmentDefinition> environments,
    List<InstanceDefinition> instances,
    ExecutionSettings execution,
    DriftSettings drift,
    ReviewSettings review,
    List<PolicySet> policies) {

  public Project {
    schemas = List.copyOf(schemas);
    environments = List.copyOf(environments);
    instances = List.copyOf(instances);
    policies = List.copyOf(policies);
  }

  public Optional<SchemaDefinition> schema(String wanted) {
    return schemas.stream().filter(schema -> schema.name().equals(wanted)).findFirst();
  }

  public Optional<InstanceDefinition> instance(String wanted) {
    return instances.stream().filter(instance -> instance.name().equals(wanted)).findFirst();
  }
}
