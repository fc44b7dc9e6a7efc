package dev.lockstep.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Splits scripts for H2.
///
/// *Source*: H2 2.x documentation, "Grammar": comments nest, `//` begins one too, and `$$ … $$` is
/// a string.
public final class H2Splitter implements Splitter {
  private final Set<LexicalFeature> features =
      Collections.unmodifiableSet(
          EnumSet.of(
              LexicalFeature.PLAIN_DOLLAR_QUOTES,
              LexicalFeature.NESTED_COMMENTS,
              LexicalFeature.SLASH_COMMENTS,
              LexicalFeature.BACKTICK_NAMES,
              LexicalFeature.AT_VARIABLES));
  private final Classifier classifier = new H2Classifier();
  private final HeadReader heads =
      HeadReader.of(features, Names.Folding.UPPER, AlterTableReader.Indexes.SEPARATE);

  @Override
  public List<CommentLine> comments(String script) {
    return Comments.of(script, features);
  }

  @Override
  public List<SqlStatement> split(String script) {
    Scanner scanner = Scanner.ofScript(script, features);
    Pieces pieces = new Pieces(script, features, classifier);
    while (scanner.next()) {
      if (scanner.kind() == TokenKind.TERMINATOR) {
        pieces.close();
      } else {
        pieces.extend(scanner);
      }
    }
    return pieces.finish();
  }

  @Override
  public Optional<StatementHead> head(SqlStatement statement) {
    return heads.read(statement);
  }
}
