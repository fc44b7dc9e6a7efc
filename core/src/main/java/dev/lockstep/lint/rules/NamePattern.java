package dev.lockstep.lint.rules;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Is a regular expression for names, which users write.
///
/// *Shape*: `{{table}}`, `{{columns}}` and `{{referenced}}` in it stand for what is named, as it
/// is; columns have `_` between them. It has to fit the whole of a name.
///
/// An expression that tries too many ways to fit is given up, so that none makes a review hang.
final class NamePattern {
  private static final int LONGEST = 256;
  private static final int MOST_LOOKS = 200_000;

  private NamePattern() {}

  /// Is what became of trying an expression.
  enum Fit {
    FITS,
    DIFFERS,
    GIVEN_UP
  }

  /// Tries a name.
  ///
  /// @param values of the words in braces
  /// @throws LockstepException for what is no regular expression
  static Fit fit(String expression, Map<String, String> values, String name) {
    String filled = expression;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{{" + value.getKey() + "}}", Pattern.quote(value.getValue()));
    }
    if (name.length() > LONGEST) {
      return Fit.GIVEN_UP;
    }
    try {
      return Pattern.compile(filled).matcher(new Watched(name, new AtomicInteger())).matches()
          ? Fit.FITS
          : Fit.DIFFERS;
    } catch (TooManyLooks e) {
      return Fit.GIVEN_UP;
    } catch (PatternSyntaxException e) {
      throw new LockstepException(
          ErrorCode.CONFIGURATION,
          "This is no regular expression: " + expression,
          e.getDescription() + ".");
    }
  }

  /// Is a name that counts how often it is looked at.
  private record Watched(String name, AtomicInteger looks) implements CharSequence {
    @Override
    public int length() {
      return name.length();
    }

    @Override
    public char charAt(int index) {
      if (looks.incrementAndGet() > MOST_LOOKS) {
        throw new TooManyLooks();
      }
      return name.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(name.substring(start, end), looks);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Ends a search that takes too long.
  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooManyLooks() {
      super("too many ways to fit", null, false, false);
    }
  }
}
