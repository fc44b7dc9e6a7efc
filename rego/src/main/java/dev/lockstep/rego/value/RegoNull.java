package dev.lockstep.rego.value;

/// Is `null`.
public final class RegoNull implements Value {
  public static final RegoNull NULL = new RegoNull();

  private RegoNull() {}

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public String typeName() {
    return "null";
  }

  @Override
  public int compareSame(Value other) {
    return 0;
  }

  @Override
  public String toString() {
    return "null";
  }
}
