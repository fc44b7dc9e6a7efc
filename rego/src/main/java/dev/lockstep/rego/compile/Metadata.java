package dev.lockstep.rego.compile;

import dev.lockstep.rego.builtin.Yaml;
import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Module.Annotation;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.RegoFaults;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Knows what `# METADATA` comments say of rules and packages.
///
/// *Source*: OPA's documentation, "Annotations".
final class Metadata {
  /// Says what an annotation speaks of.
  private enum Scope {
    RULE,
    DOCUMENT,
    PACKAGE,
    SUBPACKAGES
  }

  /// Is what one annotation says.
  ///
  /// @param path of the rule or package
  private record Said(Scope scope, Place about, List<String> path, RegoObject content) {}

  private final List<Said> all = new ArrayList<>();

  Metadata(List<Module> modules) {
    for (Module module : modules) {
      for (Annotation annotation : module.annotations()) {
        all.add(said(module, annotation));
      }
    }
  }

  private static Said said(Module module, Annotation annotation) {
    Value read;
    try {
      read = Yaml.read(annotation.yaml());
    } catch (IllegalArgumentException e) {
      throw new RegoFaults(Fault.PARSE, String.valueOf(e.getMessage()), annotation.place());
    }
    if (!(read instanceof RegoObject content)) {
      throw new RegoFaults(
          Fault.PARSE, "annotation must be an object, such as `title: Names`", annotation.place());
    }
    new AnnotationChecks(annotation.place()).check(content);
    boolean ofPackage = annotation.about().equals(module.place());
    String named =
        content.get("scope") instanceof RegoString text
            ? text.text()
            : ofPackage
                ? "package"
                : content.get("entrypoint") == RegoBoolean.TRUE ? "document" : "rule";
    Scope scope =
        switch (named) {
          case "rule" -> Scope.RULE;
          case "document" -> Scope.DOCUMENT;
          case "package" -> Scope.PACKAGE;
          case "subpackages" -> Scope.SUBPACKAGES;
          default ->
              throw new RegoFaults(
                  Fault.PARSE, "invalid annotation scope '" + named + "'", annotation.place());
        };
    attached(module, annotation, scope, named);
    List<String> path = new ArrayList<>(module.path());
    module.rules().stream()
        .filter(rule -> rule.place().equals(annotation.about()))
        .findFirst()
        .ifPresent(rule -> path.add(rule.head().name()));
    return new Said(scope, annotation.about(), path, usual(content, named));
  }

  /// Refuses what speaks of something else than it stands above.
  private static void attached(Module module, Annotation annotation, Scope scope, String named) {
    Place about = annotation.about();
    String have =
        about.equals(module.place())
            ? "package"
            : module.rules().stream().anyMatch(rule -> rule.place().equals(about))
                ? "rule"
                : about.equals(annotation.place()) ? "" : "import";
    String want = scope == Scope.RULE || scope == Scope.DOCUMENT ? "rule" : "package";
    if (!have.equals(want)) {
      throw new RegoFaults(
          Fault.PARSE,
          "annotation scope '%s' must be applied to %s".formatted(named, want)
              + (have.isEmpty() ? "" : " (have " + have + ")"),
          annotation.place());
    }
  }

  boolean hasSchemas() {
    return all.stream().anyMatch(said -> said.content().get("schemas") != null);
  }

  /// Lists which documents a rule knows by which schemas, what is said nearer to it behind.
  List<Map.Entry<Value, Value>> schemas(Module module, Rule rule) {
    List<Map.Entry<Value, Value>> schemas = new ArrayList<>();
    if (hasSchemas() && chain(module, rule) instanceof RegoArray chain) {
      for (Value link : chain.values().reversed()) {
        if (link instanceof RegoObject said
            && said.get("annotations") instanceof RegoObject content
            && content.get("schemas") instanceof RegoArray all) {
          all.values().stream()
              .map(RegoObject.class::cast)
              .forEach(
                  one -> one.keys().forEach(path -> schemas.add(Map.entry(path, one.at(path)))));
        }
      }
    }
    return schemas;
  }

  /// Writes authors and the like out, which can be given as text.
  private static RegoObject usual(RegoObject content, String scope) {
    RegoObject usual = content.with(new RegoString("scope"), new RegoString(scope));
    if (content.get("authors") instanceof RegoArray authors) {
      usual =
          usual.with(
              new RegoString("authors"),
              new RegoArray(authors.values().stream().map(Metadata::author).toList()));
    }
    if (content.get("related_resources") instanceof RegoArray resources) {
      usual =
          usual.with(
              new RegoString("related_resources"),
              new RegoArray(
                  resources.values().stream()
                      .map(one -> one instanceof RegoString ? RegoObject.of("ref", one) : one)
                      .toList()));
    }
    return usual;
  }

  private static Value author(Value author) {
    if (!(author instanceof RegoString text)) {
      return author;
    }
    String written = text.text().strip();
    int mail = written.indexOf('<');
    if (mail < 0 || !written.endsWith(">")) {
      return RegoObject.of("name", new RegoString(written));
    }
    RegoString address = new RegoString(written.substring(mail + 1, written.length() - 1));
    String name = written.substring(0, mail).strip();
    return name.isEmpty()
        ? RegoObject.of("email", address)
        : RegoObject.of("name", new RegoString(name), "email", address);
  }

  /// Returns what is said of a definition.
  Value rule(Rule rule) {
    return ofRule(rule).map(Said::content).orElse(RegoObject.EMPTY);
  }

  private Optional<Said> ofRule(Rule rule) {
    return all.stream()
        .filter(said -> said.scope() == Scope.RULE && said.about().equals(rule.place()))
        .findFirst();
  }

  /// Lists what is said of a definition, of all definitions of its rule, of its package and of the
  /// packages around.
  Value chain(Module module, Rule rule) {
    List<String> path = new ArrayList<>(module.path());
    path.add(rule.head().name());
    List<Value> chain = new ArrayList<>();
    chain.add(link(path, ofRule(rule)));
    all.stream()
        .filter(said -> said.scope() == Scope.DOCUMENT && said.path().equals(path))
        .forEach(said -> chain.add(link(path, Optional.of(said))));
    all.stream()
        .filter(said -> said.scope() == Scope.PACKAGE && said.path().equals(module.path()))
        .forEach(said -> chain.add(link(module.path(), Optional.of(said))));
    for (int length = module.path().size(); length > 0; length--) {
      List<String> around = module.path().subList(0, length);
      all.stream()
          .filter(said -> said.scope() == Scope.SUBPACKAGES && said.path().equals(around))
          .forEach(said -> chain.add(link(around, Optional.of(said))));
    }
    return new RegoArray(chain);
  }

  private static Value link(List<String> path, Optional<Said> said) {
    Value names = new RegoArray(path.stream().<Value>map(RegoString::new).toList());
    return said.isEmpty()
        ? RegoObject.of("path", names)
        : RegoObject.of("annotations", said.get().content(), "path", names);
  }
}
