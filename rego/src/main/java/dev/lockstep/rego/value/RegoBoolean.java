package dev.lockstep.rego.value;

/// Is `true` or `false`.
public final class RegoBoolean implements Value {
  public static final RegoBoolean FALSE = new RegoBoolean();
  public static final RegoBoolean TRUE = new RegoBoolean();

  private RegoBoolean() {}

  public static RegoBoolean of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public String typeName() {
    return "boolean";
  }

  @Override
  public int compareSame(Value other) {
    return Boolean.compare(this == TRUE, other == TRUE);
  }

  @Override
  public String toString() {
    return this == TRUE ? "true" : "false";
  }
}
