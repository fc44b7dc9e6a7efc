package dev.lockstep.rego.value;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Maps values to values; the keys are given out in order.
public final class RegoObject implements Value {
  public static final RegoObject EMPTY = new RegoObject(Map.of());

  private final Map<Value, Value> entries;
  private Value @Nullable [] sorted;
  private int hash;

  private RegoObject(Map<Value, Value> entries) {
    this.entries = entries;
  }

  public static RegoObject of(Map<? extends Value, ? extends Value> entries) {
    if (entries.isEmpty()) {
      return EMPTY;
    }
    Budget.make(entries.size());
    return new RegoObject(new LinkedHashMap<>(entries));
  }

  /// Makes an object with text as keys, given before each value.
  public static RegoObject of(String key, Value value, Object... more) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    entries.put(new RegoString(key), value);
    for (int i = 0; i < more.length; i += 2) {
      entries.put(new RegoString((String) more[i]), (Value) more[i + 1]);
    }
    return new RegoObject(entries);
  }

  public int size() {
    return entries.size();
  }

  public @Nullable Value get(Value key) {
    return entries.get(key);
  }

  public @Nullable Value get(String key) {
    return entries.get(new RegoString(key));
  }

  public Map<Value, Value> copy() {
    Budget.make(entries.size());
    return new LinkedHashMap<>(entries);
  }

  /// Returns the keys in order.
  public List<Value> keys() {
    Value[] known = sorted;
    if (known == null) {
      Budget.spend(entries.size());
      known = entries.keySet().toArray(Value[]::new);
      Arrays.sort(known);
      sorted = known;
    }
    return Arrays.asList(known);
  }

  /// Returns the value of a key that is there.
  public Value at(Value key) {
    Value value = entries.get(key);
    if (value == null) {
      throw new IllegalArgumentException("there is no key " + key);
    }
    return value;
  }

  public RegoObject with(Value key, Value value) {
    Map<Value, Value> copy = copy();
    copy.put(key, value);
    return new RegoObject(copy);
  }

  public RegoObject without(Value key) {
    Map<Value, Value> copy = copy();
    copy.remove(key);
    return new RegoObject(copy);
  }

  @Override
  public int rank() {
    return 5;
  }

  @Override
  public String typeName() {
    return "object";
  }

  @Override
  public int compareSame(Value other) {
    RegoObject that = (RegoObject) other;
    Iterator<Value> left = keys().iterator();
    Iterator<Value> right = that.keys().iterator();
    while (left.hasNext() && right.hasNext()) {
      Budget.spend(1);
      Value key = left.next();
      Value otherKey = right.next();
      int order = key.compareTo(otherKey);
      if (order == 0) {
        order = at(key).compareTo(that.at(otherKey));
      }
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof RegoObject that) || size() != that.size()) {
      return false;
    }
    Budget.spend(size());
    return entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      Budget.spend(size());
      hash = entries.hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return Shown.of(this);
  }
}
