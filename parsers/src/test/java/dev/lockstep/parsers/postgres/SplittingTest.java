package dev.lockstep.parsers.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.parsers.tree.SyntaxNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Holds the splitter to the parser: two ways to find where a statement ends.
final class SplittingTest {
  @Test
  void splitterAndParserFindTheSameStatements() throws IOException {
    List<String> statements = Corpus.own();
    Parsing.Parsed whole =
        (Parsing.Parsed) PostgresParser.of(18).parse(String.join(";\n", statements));
    assertThat(PostgresParser.statements(whole.tree()))
        .extracting(SyntaxNode::text)
        .containsExactlyElementsOf(statements);
  }
}
