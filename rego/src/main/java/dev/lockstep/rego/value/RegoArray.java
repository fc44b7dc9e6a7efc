package dev.lockstep.rego.value;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a list of values.
public final class RegoArray implements Value, Iterable<Value> {
  public static final RegoArray EMPTY = new RegoArray(List.of());

  private final List<Value> values;
  private int hash;

  public RegoArray(List<Value> values) {
    Budget.make(values.size());
    this.values = List.copyOf(values);
  }

  public static RegoArray of(Value... values) {
    return new RegoArray(List.of(values));
  }

  public List<Value> values() {
    return values;
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
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof RegoArray that) || size() != that.size()) {
      return false;
    }
    Budget.spend(size());
    return values.equals(that.values);
  }

  /// Is kept, for what holds one value many times would take as long as if it held many.
  @Override
  public int hashCode() {
    if (hash == 0) {
      Budget.spend(size());
      hash = values.hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return Shown.of(this);
  }
}
