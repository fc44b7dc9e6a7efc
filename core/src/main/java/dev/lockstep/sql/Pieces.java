package dev.lockstep.sql;

import dev.lockstep.sql.Classifier.Classification;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gathers the statements that a splitter cuts out of one script.
final class Pieces {
  private final String script;
  private final Set<LexicalFeature> features;
  private final Classifier classifier;
  private final Lines lines;
  private final List<SqlStatement> statements = new ArrayList<>();
  private final Consumer<SqlStatement> taker;
  private int openedAt = -1;
  private int endsAt;

  Pieces(String script, Set<LexicalFeature> features, Classifier classifier) {
    this.script = script;
    this.features = features;
    this.classifier = classifier;
    this.lines = new Lines(script);
    this.taker = statements::add;
  }

  /// @param taker gets each statement when it is closed
  Pieces(
      String script,
      Set<LexicalFeature> features,
      Classifier classifier,
      Consumer<SqlStatement> taker) {
    this.script = script;
    this.features = features;
    this.classifier = classifier;
    this.lines = new Lines(script);
    this.taker = taker;
  }

  /// Tells whether a statement has begun.
  boolean open() {
    return openedAt >= 0;
  }

  /// Makes the scanner's token part of the open statement, or begins one with it.
  void extend(Scanner token) {
    if (openedAt < 0) {
      openedAt = token.start();
    }
    endsAt = token.end();
  }

  /// Closes the open statement, if there is one.
  void close() {
    close(null);
  }

  /// Closes the open statement with the data that follows it.
  void close(@Nullable String inlineData) {
    if (openedAt < 0) {
      return;
    }
    Classification found = classifier.classify(new TokenCursor(script, openedAt, endsAt, features));
    add(found.kind(), found.traits(), inlineData);
  }

  /// Closes the open statement and adds the rest of a line as a client's command.
  void addClientCommand(int start, int endOfLine) {
    close();
    int end = endOfLine;
    while (end > start && Scanner.isSpace(script.charAt(end - 1))) {
      end--;
    }
    openedAt = start;
    endsAt = end;
    add("", EnumSet.of(StatementTrait.CLIENT_COMMAND), null);
  }

  /// Lists the statements, unless somebody else took them.
  List<SqlStatement> finish() {
    close();
    return List.copyOf(statements);
  }

  private void add(String kind, Set<StatementTrait> traits, @Nullable String inlineData) {
    EnumSet<StatementTrait> all = EnumSet.noneOf(StatementTrait.class);
    all.addAll(traits);
    if (inlineData != null) {
      all.add(StatementTrait.INLINE_DATA);
    }
    Position start = lines.at(openedAt);
    Position end = lines.at(endsAt);
    String text = script.substring(openedAt, endsAt);
    taker.accept(new SqlStatement(text, start, end, kind, all, inlineData));
    openedAt = -1;
  }
}
