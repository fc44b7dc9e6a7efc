package dev.lockstep.rego.builtin;

import dev.lockstep.rego.value.Budget;
import dev.lockstep.rego.value.RegoArray;
import dev.lockstep.rego.value.RegoBoolean;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoSet;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Prints, and tells of the surroundings; what would leave the process is refused.
final class Surrounded {
  static final List<Builtin> ALL =
      Stream.concat(
              Stream.of(
                  new Builtin("print", -1, (Builtin.Situated) Surrounded::print),
                  Builtin.situated(
                      "trace",
                      1,
                      (arguments, around) -> {
                        around.note(arguments.text(0));
                        return RegoBoolean.TRUE;
                      }),
                  Builtin.pure("opa.runtime", 0, _ -> RegoObject.EMPTY),
                  // What these tell is known before anything runs.
                  Builtin.pure("rego.metadata.rule", 0, _ -> RegoObject.EMPTY),
                  Builtin.pure("rego.metadata.chain", 0, _ -> RegoArray.EMPTY)),
              Stream.of(
                      refused("http.send", 1, "it would reach out to a network"),
                      refused("net.lookup_ip_addr", 1, "it would reach out to a network"),
                      refused("providers.aws.sign_req", 3, "it is for requests to a network"))
                  .map(builtin -> builtin))
          .toList();

  private Surrounded() {}

  /// Is a function that there is in OPA and not here; tests can put another in its place.
  private static Builtin refused(String name, int arity, String reason) {
    return new Builtin(name, arity, new Builtin.Refused(reason));
  }

  /// Prints the ways in which its arguments, each a set of values, go together.
  private static Value print(Arguments arguments, Builtin.Surroundings around) {
    List<String> lines = List.of("");
    for (Value argument : arguments.values()) {
      List<String> next = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (Value value : argument instanceof RegoSet set ? set.sorted() : List.of(argument)) {
        texts.add(value instanceof RegoString text ? text.text() : value.toString());
      }
      if (texts.isEmpty()) {
        texts.add("<undefined>");
      }
      for (String line : lines) {
        for (String text : texts) {
          Budget.keep(next.size());
          Budget.spend((line.length() + text.length()) / 16);
          Budget.text(line.length() + text.length());
          next.add(line.isEmpty() ? text : line + " " + text);
        }
      }
      lines = next;
    }
    lines.forEach(around::print);
    return RegoBoolean.TRUE;
  }
}
