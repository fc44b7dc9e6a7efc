package dev.lockstep.lint;

import dev.lockstep.statement.Operation;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks at every operation of every statement under review.
public interface Rule {
  Description about();

  /// Says what there is to say about one operation, to the scene it happens in.
  void check(Operation operation, Scene scene);

  /// Lists what of the rule can be configured.
  default List<Parameter> parameters() {
    return List.of();
  }

  /// Tells whether it is about how files are written, which says nothing of statements that nobody
  /// wrote.
  default boolean ofFiles() {
    return false;
  }

  /// Tells users about a rule.
  ///
  /// @param name stable, for configuration and suppression, such as `index-not-concurrent`
  /// @param severity unless configured otherwise
  /// @param standard whether it is asked without being configured
  /// @param dialects it is about, by their names
  /// @param why what goes wrong, in one or a few sentences
  /// @param instead what to do; empty where nothing better is known
  record Description(
      String name,
      Severity severity,
      boolean standard,
      Set<String> dialects,
      String why,
      String instead) {
    public Description {
      dialects = Set.copyOf(dialects);
    }
  }

  /// Is something of a rule that users can set.
  ///
  /// @param standard its value unless configured
  /// @param meaning what it says, in a few words
  record Parameter(String name, String standard, String meaning) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /// Tells whether it may be set to a value: one that is a number, to whole numbers of up to nine
    /// digits.
    public boolean takes(String value) {
      return !NUMBER.matcher(standard).matches() || NUMBER.matcher(value.strip()).matches();
    }
  }
}
