package dev.lockstep.rego.compile;

import dev.lockstep.rego.syntax.Fault;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says which part of a way leads nowhere, in OPA's words.
final class References {
  private References() {}

  /// Says that something has no keys.
  ///
  /// @param at the first key that it should have
  static Fault unsupported(Expr.Start base, List<Expr> keys, int at, Type have, Place place) {
    String whole = written(base, keys);
    return new Fault(
        Fault.TYPE,
        "undefined ref: %s\n\t%s\n\t%s\n\thave: %s"
            .formatted(whole, whole, "^".repeat(written(base, keys.subList(0, at)).length()), have),
        place);
  }

  /// Says that something has no such key.
  ///
  /// @param own what the key is; null where it is written there
  /// @param of where the key is looked for
  static Fault invalid(Expr.Path path, int at, @Nullable Type own, Type of) {
    String whole = written(path.base(), path.keys());
    int before = written(path.base(), path.keys().subList(0, at)).length();
    String margin = " ".repeat(before + 1);
    List<String> names = names(of).distinct().sorted().toList();
    Type keys = of.keys();
    String want =
        names.isEmpty() && !Type.Either.ANY.equals(keys)
            ? "want (type): " + keys
            : "want (one of): [" + String.join(" ", names) + "]";
    return new Fault(
        Fault.TYPE,
        "undefined ref: %s\n\t%s\n\t%s^\n\t%s%s\n\t%s%s"
            .formatted(
                whole,
                whole,
                margin,
                margin,
                own == null ? "have: " + shown(path.keys().get(at)) : "have (type): " + own,
                margin,
                want),
        path.place());
  }

  private static Stream<String> names(Type type) {
    return switch (type) {
      case Type.Fields object -> object.fields().keySet().stream().map(Value::toString);
      case Type.Either(List<Type> of) -> of.stream().flatMap(References::names);
      default -> Stream.of();
    };
  }

  /// Writes a way as it could stand in a policy.
  static String written(Expr.Start base, List<Expr> keys) {
    StringBuilder text =
        new StringBuilder(
            switch (base) {
              case Expr.Document.INPUT -> "input";
              case Expr.Document.DATA -> "data";
              case Expr.Of(Expr head) -> shown(head);
            });
    for (Expr key : keys) {
      text.append(
          key instanceof Expr.Constant(RegoString name) && name.text().matches("[A-Za-z_]\\w*")
              ? "." + name.text()
              : "[" + shown(key) + "]");
    }
    return text.toString();
  }

  private static String shown(Expr expr) {
    return switch (expr) {
      case Expr.Constant(Value value) -> value.toString();
      case Expr.Local local -> local.name();
      case Expr.Path path -> written(path.base(), path.keys());
      case Expr.ArrayOf array -> "[" + shown(array.items()) + "]";
      case Expr.SetOf set -> "{" + shown(set.items()) + "}";
      case Expr.ObjectOf _ -> "{…}";
      case Expr.BuiltinCall call -> call.builtin().name() + "(" + shown(call.arguments()) + ")";
      case Expr.RuleCall call -> call.name() + "(" + shown(call.arguments()) + ")";
      case Expr.Comprehension one ->
          switch (one.makes()) {
            case ARRAY -> "[" + shown(one.value()) + " | …]";
            case SET, OBJECT -> "{" + shown(one.value()) + " | …}";
          };
      case Expr.Template _ -> "$\"…\"";
    };
  }

  private static String shown(List<Expr> exprs) {
    return exprs.stream().map(References::shown).collect(Collectors.joining(", "));
  }
}
