package dev.lockstep.rego.syntax;

import java.util.List;

/// Is a file with rules of one package.
///
/// @param name of the file
/// @param path of the package, without `data`
/// @param v1 whether it is written in the language of OPA 1
/// @param annotations in the order in which they stand
public record Module(
    String name,
    Place place,
    List<String> path,
    List<Import> imports,
    List<Rule> rules,
    boolean v1,
    List<Annotation> annotations) {
  public Module {
    path = List.copyOf(path);
    imports = List.copyOf(imports);
    rules = List.copyOf(rules);
    annotations = List.copyOf(annotations);
  }

  /// Is an import.
  ///
  /// @param path beginning with `data` or `input`
  public record Import(Place place, List<String> path, String alias) {
    public Import {
      path = List.copyOf(path);
    }
  }

  /// Is a `# METADATA` comment, as the YAML it holds.
  ///
  /// @param place of what it speaks of
  public record Annotation(Place place, String yaml, Place about) {}
}
