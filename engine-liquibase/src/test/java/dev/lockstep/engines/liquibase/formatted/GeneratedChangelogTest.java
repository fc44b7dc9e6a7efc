package dev.lockstep.engines.liquibase.formatted;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/// Whatever is put together from pieces of such files is read the same, or left to Liquibase.
final class GeneratedChangelogTest {
  private static final int TRIES = 1000;
  private static final BothReaders BOTH = new BothReaders();

  private static final List<String> SQL =
      List.of(
          "BEGIN",
          "begin",
          "END",
          "end",
          "TRANSACTION",
          "GO",
          "go",
          "/",
          "//",
          ";",
          ";",
          ";",
          "$$",
          "@@",
          "#",
          "@",
          "_",
          "'",
          "''",
          "'a;b'",
          "\"",
          "\"\"",
          "\"a;b\"",
          "`",
          "`a;`",
          "[",
          "]",
          "[a;b]",
          "[1]",
          "--",
          "-- c",
          "/*",
          "*/",
          "/* c; */",
          "/**/",
          "-",
          "*",
          ".",
          " . ",
          "1",
          "1.5",
          "2e",
          "3e5",
          "e",
          "E'x'",
          "u\"a\"",
          "rb'",
          "_utf8'x'",
          "x",
          "${p}",
          "${q}",
          "(",
          ")",
          ",",
          ":",
          "\t",
          "é",
          "'é'",
          "\\",
          "if",
          "IF",
          "CASE",
          "{",
          "}",
          "$");

  private static final List<String> WORDS =
      List.of(
          "changeset a:1",
          "changeset a:2",
          "changeset b:3",
          "changeset \"c d\":4",
          "changeset e:\"f g\"",
          "Changeset h:5",
          "changeset",
          "rollback",
          "rollback SELECT 9;",
          "rollback empty",
          "rollback not required",
          "comment",
          "comment:",
          "comments",
          "comment a",
          "comment: b",
          "validCheckSum: 9:abc",
          "validCheckSum:8:abc",
          "validCheckSum any",
          "preconditions onFail:HALT",
          "preconditions",
          "precondition-sql-check expectedResult:1 SELECT 1",
          "precondition-table-exists table:t",
          "property name:n value:m",
          "property name:n",
          "ignoreLines:1",
          "ignoreLines:2",
          "ignoreLines:start",
          "ignoreLines:end",
          "ignore:1",
          "ignored",
          "liquibase formatted sql",
          "liquibase",
          "remark");

  private static final List<String> ENDS =
      List.of(
          "",
          "",
          "",
          " ",
          ":",
          " runOnChange:true",
          " runAlways:false",
          " context:test",
          " context:other",
          " labels:a,b",
          " dbms:h2",
          " dbms:!h2",
          " ignore:true",
          " splitStatements:false rollbackSplitStatements:true",
          " rollbackSplitStatements:false",
          " rollbackEndDelimiter:;",
          " logicalFilePath:x",
          " runWith:jdbc",
          " x");

  @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
  void sqlIsSplitTheSame(@ForAll("sql") String sql, @ForAll("attributes") String attributes) {
    compare("--liquibase formatted sql\n--changeset a:1" + attributes + "\nSELECT 1;" + sql + "\n");
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
  void linesAreUnderstoodTheSame(@ForAll("lines") String lines) {
    compare("--liquibase formatted sql\n" + lines);
  }

  private static void compare(String file) {
    int before = BOTH.left();
    String left =
        BOTH.compare(
            BothReaders.request(
                "a.sql", Map.of("a.sql", file), Map.of("p", "one"), List.of("test"), null));
    Statistics.label("read without Liquibase")
        .collect(left.isEmpty(), left.isEmpty() && before == BOTH.left());
  }

  @Provide
  Arbitrary<String> sql() {
    return Arbitraries.of(SQL)
        .list()
        .ofMaxSize(25)
        .flatMap(pieces ->
            Arbitraries.of("", " ", "\n", " \n ", "\n\n")
                .list()
                .ofSize(pieces.size())
                .map(gaps -> joined(pieces, gaps)));
  }

  private static String joined(List<String> pieces, List<String> gaps) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < pieces.size(); index++) {
      text.append(pieces.get(index)).append(gaps.get(index));
    }
    return text.toString();
  }

  @Provide
  Arbitrary<String> attributes() {
    return Arbitraries.of(
            "",
            "",
            " splitStatements:false",
            " stripComments:false",
            " endDelimiter:;",
            " endDelimiter:/",
            " endDelimiter://",
            " endDelimiter:@@",
            " endDelimiter:GO",
            " endDelimiter:\\nGO",
            " endDelimiter:$$",
            " endDelimiter:;;",
            " endDelimiter:*/",
            " endDelimiter:.")
        .list()
        .ofMaxSize(2)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> begin = Arbitraries.of("--", "--", "--", "-- ", " --", "-", "---", "--\t");
    Arbitrary<String> word = Arbitraries.of(WORDS);
    Arbitrary<String> end = Arbitraries.of(ENDS);
    Arbitrary<String> directive =
        Combinators.combine(begin, word, end).as((one, two, three) -> one + two + three);
    Arbitrary<String> other =
        Arbitraries.of(
            "SELECT 1;",
            "SELECT 2;",
            "SELECT ${n};",
            "",
            "  ",
            "/* liquibase rollback",
            "SELECT 3; */",
            "*/",
            "/",
            "GO");
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, directive), net.jqwik.api.Tuple.of(4, other))
        .list()
        .ofMaxSize(12)
        .map(
            list -> "--changeset z:first\nSELECT 0;\n" + String.join("\n", list) + "\nSELECT 8;\n");
  }
}
