package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.parsers.tree.SyntaxTree;
import dev.lockstep.testkit.Scenario;
import dev.lockstep.testkit.Scenarios;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Parses the statement of each scenario with the newest grammar and compares its tree, in which
/// nodes of a single part are looked through and empty ones are left out, or the complaint.
final class ParseScenarioTest {
  @TestFactory
  Stream<DynamicTest> scenarios() {
    return Scenarios.in("testdata/postgres").tests(ParseScenarioTest::run);
  }

  private static void run(Scenario scenario) {
    scenario.verify(
        "tree.txt",
        switch (PostgresParser.of(18).parse(scenario.read("statement.sql"))) {
          case Parsing.Parsed(SyntaxTree tree) -> outline(PostgresParser.statements(tree));
          case Parsing.Failed(String message, int offset) -> message + " @" + offset + "\n";
          case Parsing.TooLong _ -> "too long\n";
        });
  }

  private static String outline(List<SyntaxNode> statements) {
    StringBuilder outline = new StringBuilder();
    statements.forEach(statement -> append(statement, "", outline));
    return outline.toString();
  }

  private static void append(SyntaxNode node, String indent, StringBuilder outline) {
    SyntaxNode inner = indent.isEmpty() ? node : node.collapsed();
    if (inner.isEmpty()) {
      return;
    }
    outline.append(indent);
    if (inner.isToken()) {
      outline.append(inner.text().replace("\n", "\\n")).append('\n');
      return;
    }
    outline.append("%s %d-%d%n".formatted(inner.symbol(), inner.start(), inner.end()));
    inner.children().forEach(child -> append(child, indent + "  ", outline));
  }
}
