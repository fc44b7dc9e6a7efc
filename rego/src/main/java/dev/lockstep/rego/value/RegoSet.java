package dev.lockstep.rego.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Is a set of values, which are given out in order.
public final class RegoSet implements Value, Iterable<Value> {
  public static final RegoSet EMPTY = new RegoSet(Set.of());

  private final Set<Value> values;
  private Value @Nullable [] sorted;
  private int hash;

  private RegoSet(Set<Value> values) {
    this.values = values;
  }

  public static RegoSet of(Collection<? extends Value> values) {
    if (values.isEmpty()) {
      return EMPTY;
    }
    Budget.make(values.size());
    return new RegoSet(new HashSet<>(values));
  }

  public int size() {
    return values.size();
  }

  public boolean contains(Value value) {
    return values.contains(value);
  }

  public boolean containsAll(RegoSet others) {
    Budget.spend(others.size());
    return values.containsAll(others.values);
  }

  /// Returns the values in order.
  public List<Value> sorted() {
    Value[] known = sorted;
    if (known == null) {
      Budget.spend(values.size());
      known = values.toArray(Value[]::new);
      Arrays.sort(known);
      sorted = known;
    }
    return Arrays.asList(known);
  }

  @Override
  public Iterator<Value> iterator() {
    return sorted().iterator();
  }

  @Override
  public int rank() {
    return 6;
  }

  @Override
  public String typeName() {
    return "set";
  }

  @Override
  public int compareSame(Value other) {
    return Value.compareAll(iterator(), ((RegoSet) other).iterator());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof RegoSet that) || size() != that.size()) {
      return false;
    }
    Budget.spend(size());
    return values.equals(that.values);
  }

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
