package dev.lockstep.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/// Holds for every script: nothing is lost, nothing but our own error is thrown, and the time grows
/// with the text.
class SplitPropertyTest {
  private static final int LARGE = 2_000_000;
  private static final Duration ENOUGH_FOR_LINEAR = Duration.ofSeconds(30);

  private static final List<Splitter> SPLITTERS =
      List.of(
          new PostgresSplitter(),
          new MySqlSplitter(),
          new SqliteSplitter(),
          new H2Splitter(),
          new OracleSplitter(),
          new SqlServerSplitter());

  /// those in which a piece does not depend on what was before it
  private static final List<Splitter> PLAIN =
      List.of(new PostgresSplitter(), new SqliteSplitter(), new H2Splitter());

  /// whole tokens that combine to scripts
  private static final List<String> TOKENS =
      List.of(
          "select ",
          "create ",
          "function ",
          "procedure ",
          "trigger ",
          "table ",
          "begin ",
          "begin atomic ",
          "end ",
          "case ",
          "when ",
          "then ",
          "if ",
          "a",
          "b.c",
          " ",
          "\n",
          "\r\n",
          "\r",
          "\t",
          ";",
          ";",
          ";",
          "(",
          ")",
          "'x;'",
          "'it''s'",
          "\"q;\"",
          "$$;$$",
          "$t$ $$ ;$t$",
          "-- c;\n",
          "/* c; */",
          "1",
          "1.5e3",
          "$1",
          ",",
          "+",
          "-",
          "/ ",
          "é",
          "\uD83D\uDE00",
          "e'\\';'",
          "x'1F'",
          "alter table t add c int",
          "update t set ",
          "for each row ",
          "as ");

  /// pieces of tokens that break scripts
  private static final List<String> SHARDS =
      List.of(
          "'",
          "\"",
          "`",
          "[",
          "]",
          "$",
          "$$",
          "$a",
          "/*",
          "*/",
          "/*!",
          "/*M!",
          "--",
          "#",
          "\\",
          "\\.",
          "\\\n",
          "\\;",
          "\\g",
          "delimiter ",
          "delimiter //\n",
          "//",
          "go\n",
          "GO 2\n",
          "/\n",
          "copy t from stdin;\n",
          "\uFEFF",
          "\0",
          "E'",
          "q'[",
          "nq'",
          "U&\"",
          ":",
          "@",
          "!!",
          "set sql_mode='no_backslash_escapes'",
          "set standard_conforming_strings=off",
          "with ",
          "reindex (",
          "repeat ",
          "until ",
          "handler for ",
          "rem ",
          ".read\n",
          "prompt\n");

  @Provide
  Arbitrary<String> scripts() {
    return Arbitraries.of(TOKENS).list().ofMaxSize(60).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> rubbish() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(TOKENS)),
            Tuple.of(3, Arbitraries.of(SHARDS)),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(5)))
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 1000)
  void piecesAndGapsGiveBackTheScript(@ForAll("rubbish") String script) {
    for (Splitter splitter : SPLITTERS) {
      split(splitter, script).ifPresent(statements -> assertPlaces(script, statements));
    }
  }

  private static void assertPlaces(String script, List<SqlStatement> statements) {
    int behind = 0;
    for (SqlStatement statement : statements) {
      int start = statement.start().offset();
      int end = statement.end().offset();
      assertThat(start).isGreaterThanOrEqualTo(behind);
      assertThat(script.substring(start, end)).isEqualTo(statement.text()).isNotEmpty();
      assertThat(statement.start()).isEqualTo(counted(script, start));
      assertThat(statement.end()).isEqualTo(counted(script, end));
      behind = end;
    }
  }

  /// Counts lines the slow and plain way.
  private static Position counted(String script, int offset) {
    String before = script.substring(0, offset);
    if (offset < script.length() && before.endsWith("\r") && script.charAt(offset) == '\n') {
      before = before.substring(0, offset - 1) + " ";
    }
    String[] lines = before.split("\r\n|\r|\n", -1);
    int column = lines[lines.length - 1].length() + 1;
    boolean marked = lines.length == 1 && before.startsWith("\uFEFF");
    return new Position(offset, lines.length, marked ? column - 1 : column);
  }

  @Property(tries = 1000)
  void gapsHoldNoStatement(@ForAll("scripts") String script) {
    for (Splitter splitter : PLAIN) {
      split(splitter, script).ifPresent(found -> assertGaps(splitter, script, found));
    }
  }

  private static void assertGaps(Splitter splitter, String script, List<SqlStatement> statements) {
    int behind = 0;
    for (SqlStatement statement : statements) {
      String gap = script.substring(behind, statement.start().offset());
      assertThat(splitter.split(gap)).as("gap before %s", statement).isEmpty();
      behind = statement.end().offset();
    }
    assertThat(splitter.split(script.substring(behind))).isEmpty();
  }

  @Property(tries = 1000)
  void pieceIsOnePieceAgain(@ForAll("scripts") String script) {
    for (Splitter splitter : PLAIN) {
      for (SqlStatement statement : split(splitter, script).orElse(List.of())) {
        List<SqlStatement> again = splitter.split(statement.text());
        assertThat(again).hasSize(1);
        assertThat(again.getFirst().text()).isEqualTo(statement.text());
        assertThat(again.getFirst().kind()).isEqualTo(statement.kind());
        assertThat(again.getFirst().traits()).isEqualTo(statement.traits());
      }
    }
  }

  @Property(tries = 1000)
  void headNeverFails(@ForAll("rubbish") String script) {
    for (Splitter splitter : SPLITTERS) {
      for (SqlStatement statement : split(splitter, script).orElse(List.of())) {
        splitter.head(statement).ifPresent(head -> assertThat(head.name()).isNotEmpty());
      }
    }
  }

  @Property(tries = 12)
  void timeGrowsWithTheText(
      @ForAll("rubbish") String script, @ForAll @IntRange(min = 0, max = 5) int which) {
    String large = script.repeat(LARGE / Math.max(1, script.length()));
    assertTimeoutPreemptively(ENOUGH_FOR_LINEAR, () -> split(SPLITTERS.get(which), large));
  }

  /// Splits, or gives nothing when the script is refused with a place.
  private static Optional<List<SqlStatement>> split(Splitter splitter, String script) {
    try {
      return Optional.of(splitter.split(script));
    } catch (LockstepException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CHANGE_FILE);
      assertThat(e.getMessage()).containsPattern("line \\d+, column \\d+");
      return Optional.empty();
    }
  }
}
