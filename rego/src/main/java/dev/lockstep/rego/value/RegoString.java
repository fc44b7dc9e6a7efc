package dev.lockstep.rego.value;

import org.jspecify.annotations.Nullable;

/// Is text.
public record RegoString(String text) implements Value {
  public static final RegoString EMPTY = new RegoString("");

  @Override
  public int rank() {
    return 3;
  }

  @Override
  public String typeName() {
    return "string";
  }

  /// Compares code points, which characters beyond the first 65,536 are made of two halves of.
  @Override
  public int compareSame(Value other) {
    String that = ((RegoString) other).text;
    int shorter = Math.min(text.length(), that.length());
    if (shorter > 1 << 10) {
      Budget.spend(shorter >> 8);
    }
    for (int i = 0; i < shorter; i++) {
      if (text.charAt(i) != that.charAt(i)) {
        return Integer.compare(place(text.charAt(i)), place(that.charAt(i)));
      }
    }
    return Integer.compare(text.length(), that.length());
  }

  /// Puts halves behind all whole characters.
  private static int place(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }

  /// What records bring along for this takes several times as long, and keys are looked up all the
  /// time.
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof RegoString that)) {
      return false;
    }
    int length = text.length();
    if (length > 1 << 10 && length == that.text.length()) {
      Budget.spend(length >> 8);
    }
    return text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return Json.quoted(text);
  }
}
