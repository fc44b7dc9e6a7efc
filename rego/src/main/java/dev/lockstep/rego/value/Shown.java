package dev.lockstep.rego.value;

/// Writes values as Rego writes them.
final class Shown {
  private Shown() {}

  static String of(Value value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Value value, StringBuilder out) {
    Budget.text(out.length());
    switch (value) {
      case RegoArray array -> list(array, "[", "]", out);
      case RegoSet set when set.size() == 0 -> out.append("set()");
      case RegoSet set -> list(set, "{", "}", out);
      case RegoObject object -> {
        Budget.spend(object.size());
        String between = "{";
        for (Value key : object.keys()) {
          out.append(between);
          write(key, out);
          write(object.at(key), out.append(": "));
          between = ", ";
        }
        out.append(object.size() == 0 ? "{}" : "}");
      }
      case RegoString string -> out.append(GoQuote.of(string.text(), '"', false));
      case RegoNumber _, RegoBoolean _, RegoNull _ -> out.append(value);
    }
  }

  private static void list(Iterable<Value> values, String start, String end, StringBuilder out) {
    out.append(start);
    boolean first = true;
    for (Value value : values) {
      Budget.spend(1);
      out.append(first ? "" : ", ");
      write(value, out);
      first = false;
    }
    out.append(end);
  }
}
