package dev.lockstep.engines.liquibase.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is a changeset to write.
///
/// @param statements without terminators
/// @param rollback takes them back, in order
/// @param reversible false when there is no way back, so that none is written
public record NewChangeset(
    Head head,
    List<String> statements,
    List<String> rollback,
    boolean reversible,
    boolean inTransaction) {
  /// An empty rollback says that there is no way back, which is something else than nothing to do.
  private static final String NOTHING = "SELECT 1";

  public NewChangeset {
    statements = List.copyOf(statements);
    rollback = reversible && rollback.isEmpty() ? List.of(NOTHING) : List.copyOf(rollback);
  }

  /// Is what stands at the head of a changeset; line ends and the beginning of parameters are taken
  /// out.
  public record Head(
      String id,
      String author,
      @Nullable String comment,
      @Nullable String contexts,
      @Nullable String labels) {
    public Head {
      id = clean(id);
      author = clean(author);
      comment = comment == null ? null : clean(comment);
      contexts = contexts == null ? null : clean(contexts);
      labels = labels == null ? null : clean(labels);
    }

    private static String clean(String text) {
      return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ")
          .replace("${", "$ {")
          .strip();
    }
  }
}
