package dev.lockstep.parsers.mysql;

import io.debezium.ddl.parser.mariadb.generated.MariaDBLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/// Is a clause that a server takes and a grammar does not know.
///
/// The words of such a clause are shown to the grammar as those of another one that stands in the
/// same places. In the tree they have their own text still.
///
/// @param words in upper case, `?` for any one
/// @param shown the kinds of tokens instead; 0 for the token's own, -1 for none at all
record Gap(List<String> words, List<Integer> shown) {
  private static final int OWN = 0;
  private static final int GONE = -1;

  /// *Source*: MariaDB, "System-Versioned Tables", "Application-Time Periods", "Vector Overview",
  /// "ALTER TABLE", "SET STATEMENT", "CREATE EVENT", "LIST Partitioning Type", "DELETE", "EXECUTE
  /// IMMEDIATE", "PREPARE Statement".
  static final List<Gap> OF_MARIADB =
      List.of(
          of("ADD SYSTEM VERSIONING", MariaDBLexer.DROP, MariaDBLexer.PRIMARY, MariaDBLexer.KEY),
          of("DROP SYSTEM VERSIONING", MariaDBLexer.DROP, MariaDBLexer.PRIMARY, MariaDBLexer.KEY),
          of(
              "WITHOUT SYSTEM VERSIONING",
              MariaDBLexer.SERIAL,
              MariaDBLexer.DEFAULT,
              MariaDBLexer.VALUE),
          of(
              "ADD PERIOD FOR ?",
              MariaDBLexer.ADD,
              MariaDBLexer.FULLTEXT,
              MariaDBLexer.INDEX,
              MariaDBLexer.ID),
          of(
              "DROP PERIOD FOR ?",
              MariaDBLexer.DROP,
              MariaDBLexer.FOREIGN,
              MariaDBLexer.KEY,
              MariaDBLexer.ID),
          of(
              ", PERIOD FOR ? (",
              OWN,
              MariaDBLexer.FULLTEXT,
              MariaDBLexer.INDEX,
              MariaDBLexer.ID,
              OWN),
          of("? WITHOUT OVERLAPS", OWN, MariaDBLexer.ASC, GONE),
          of("VECTOR INDEX", MariaDBLexer.FULLTEXT, OWN),
          of("VECTOR KEY", MariaDBLexer.FULLTEXT, OWN),
          of("VECTOR ( ? )", MariaDBLexer.VARCHAR, OWN, OWN, OWN),
          of("CREATE OR REPLACE EVENT", OWN, GONE, GONE, OWN),
          of(
              ") M = ? DISTANCE = ?",
              OWN,
              MariaDBLexer.KEY_BLOCK_SIZE,
              OWN,
              OWN,
              MariaDBLexer.ENGINE_ATTRIBUTE,
              OWN,
              MariaDBLexer.STRING_LITERAL),
          of(
              ") DISTANCE = ? M = ?",
              OWN,
              MariaDBLexer.ENGINE_ATTRIBUTE,
              OWN,
              MariaDBLexer.STRING_LITERAL,
              MariaDBLexer.KEY_BLOCK_SIZE,
              OWN,
              OWN),
          of(") M = ?", OWN, MariaDBLexer.KEY_BLOCK_SIZE, OWN, OWN),
          of(
              ") DISTANCE = ?",
              OWN,
              MariaDBLexer.ENGINE_ATTRIBUTE,
              OWN,
              MariaDBLexer.STRING_LITERAL),
          of(
              "SET STATEMENT ? = ? FOR",
              OWN,
              OWN,
              MariaDBLexer.ID,
              OWN,
              MariaDBLexer.STRING_LITERAL,
              OWN),
          of("PARTITION ? DEFAULT", OWN, OWN, GONE),
          of("CONSTRAINT IF NOT EXISTS ?", OWN, GONE, GONE, GONE, OWN),
          of("DELETE HISTORY FROM", OWN, GONE, OWN),
          of("BEFORE SYSTEM_TIME ?", MariaDBLexer.WHERE, GONE, OWN),
          of("EXECUTE IMMEDIATE ? USING", MariaDBLexer.DO, GONE, OWN, MariaDBLexer.COMMA),
          of("EXECUTE IMMEDIATE", MariaDBLexer.DO, GONE),
          of("PREPARE ? FROM", MariaDBLexer.DO, GONE, GONE));

  Gap {
    words = List.copyOf(words);
    shown = List.copyOf(shown);
  }

  private static Gap of(String words, Integer... shown) {
    return new Gap(List.of(words.split(" ")), List.of(shown));
  }

  /// Shows the clause as another wherever it stands.
  void bridge(List<Token> tokens) {
    List<Token> gone = new ArrayList<>();
    for (int at = 0; at + words.size() <= tokens.size(); at++) {
      if (stands(tokens, at)) {
        for (int i = 0; i < shown.size(); i++) {
          int kind = shown.get(i);
          if (kind == GONE) {
            gone.add(tokens.get(at + i));
          } else if (kind != OWN && tokens.get(at + i) instanceof CommonToken token) {
            token.setType(kind);
          }
        }
      }
    }
    if (!gone.isEmpty()) {
      tokens.removeAll(gone);
    }
  }

  private boolean stands(List<Token> tokens, int at) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.equals("?") && !isWord(tokens.get(at + i), word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(Token token, String word) {
    int length = token.getStopIndex() - token.getStartIndex() + 1;
    return length == word.length() && token.getText().toUpperCase(Locale.ROOT).equals(word);
  }
}
