package dev.lockstep.rego.value;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/// Is a list of values.
public record RegoArray(List<Value> values) implements Value, Iterable<Value> {
  public static final RegoArray EMPTY = new RegoArray(List.of());

  public RegoArray {
    values = List.copyOf(values);
  }

  public static RegoArray of(Value... values) {
    return new RegoArray(List.of(values));
  }

  public int size() {
    return values.size();
  }

  public Value get(int index) {
    return values.get(index);
  }

  @Override
  public Iterator<Value> iterator() {
    return values.iterator();
  }

  @Override
  public int rank() {
    return 4;
  }

  @Override
  public String typeName() {
    return "array";
  }

  @Override
  public int compareSame(Value other) {
    return Value.compareAll(iterator(), ((RegoArray) other).iterator());
  }

  @Override
  public String toString() {
    return values.stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
