package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.dialects.mysql.schema.SqlText.Token;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the body of a program in what MySQL shows of it. The information schema writes names and
/// strings of a body anew, and not always so that they mean the same.
///
/// *Source*: tried on 9.7.
final class ShownBody {
  /// What can change between the two forms.
  private static final Pattern WRITTEN_ANEW = Pattern.compile("[`'\"\\\\?]|[^\\x00-\\x7f]");

  private ShownBody() {}

  static boolean isNeeded(String body) {
    return WRITTEN_ANEW.matcher(body).find();
  }

  /// Returns the body; empty when it is not there.
  static String of(String shown) {
    SqlText text = new SqlText(shown);
    List<Token> tokens = text.tokens();
    int depth = 0;
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      if (isWord(token, "ROW") && isWord(text.at(at - 1), "EACH")) {
        return shown.substring(token.end()).stripLeading();
      }
      if (isWord(token, "DO")) {
        return shown.substring(token.end()).stripLeading();
      }
      depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
      if (depth == 0 && token.is(')')) {
        return behindHead(shown.substring(token.end()));
      }
    }
    return "";
  }

  private static boolean isWord(Token token, String word) {
    return token.is('a') && token.value().equals(word);
  }

  /// What is said of a routine before its body stands in lines of their own, each four spaces in.
  private static String behindHead(String rest) {
    int line = rest.indexOf('\n') + 1;
    while (line > 0 && rest.startsWith("    ", line)) {
      line = rest.indexOf('\n', line) + 1;
    }
    return rest.substring(line);
  }
}
