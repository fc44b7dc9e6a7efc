package dev.lockstep.rego.value;

import java.util.Iterator;

/// Is a value of Rego.
///
/// *Shape*: immutable; ordered as OPA orders: null, booleans, numbers, strings by code points,
/// arrays, objects, sets.
///
/// *Source*: OPA's "Policy Reference", "Grammar" and "Sorting".
public sealed interface Value extends Comparable<Value>
    permits RegoNull, RegoBoolean, RegoNumber, RegoString, RegoArray, RegoObject, RegoSet {

  /// Returns the place of the type among all types.
  int rank();

  /// Returns the name that `type_name` gives.
  String typeName();

  /// Compares with a value of the same type.
  int compareSame(Value other);

  @Override
  default int compareTo(Value other) {
    if (this == other) {
      return 0;
    }
    return rank() == other.rank() ? compareSame(other) : Integer.compare(rank(), other.rank());
  }

  /// Tells whether a rule with this value counts as false.
  default boolean isFalse() {
    return this == RegoBoolean.FALSE;
  }

  /// Tells whether it holds no other values.
  default boolean isScalar() {
    return !(this instanceof RegoArray || this instanceof RegoObject || this instanceof RegoSet);
  }

  /// Compares one after the other; what ends first comes first.
  static int compareAll(Iterator<Value> left, Iterator<Value> right) {
    while (left.hasNext() && right.hasNext()) {
      Budget.spend(1);
      int order = left.next().compareTo(right.next());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }
}
