package dev.lockstep.migration;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Is a change that is to become files of a project.
///
/// @param pieces in the order in which they run
/// @param words what people read of it
/// @param form how to write it
public record NewChange(List<Piece> pieces, Words words, Form form) {
  private static final int LONGEST_SLUG = 60;

  public NewChange {
    pieces = List.copyOf(pieces);
  }

  /// Tells whether there is a way back; then a piece without statements for it needs none.
  public boolean reversible() {
    return pieces.stream().anyMatch(piece -> !piece.reverse().isEmpty());
  }

  /// Is a part that is applied and taken back as a whole. It is committed before the next one.
  ///
  /// @param statements in order, without terminators
  /// @param reverse takes them back, in order; empty when there is no way back
  /// @param losses what the reverse does not bring back, in words
  /// @param inTransaction false when a statement must not run in a transaction, or the statements
  ///   must not share one
  /// @param reverseInTransaction the same for those of the reverse
  public record Piece(
      List<String> statements,
      List<String> reverse,
      List<String> losses,
      boolean inTransaction,
      boolean reverseInTransaction) {
    public Piece {
      statements = List.copyOf(statements);
      reverse = List.copyOf(reverse);
      losses = List.copyOf(losses);
    }
  }

  /// Holds what people say about a change.
  ///
  /// @param description a few words, which also name the file
  /// @param author null when the user named none
  public record Words(
      String description,
      @Nullable String author,
      @Nullable String ticket,
      @Nullable String comment) {
    /// Returns the description as a part of a file's name: small letters, digits and `joint`.
    public String slug(char joint) {
      String words = description.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
      String cut = words.length() <= LONGEST_SLUG ? words : words.substring(0, LONGEST_SLUG);
      String slug = cut.strip().replace(' ', joint);
      return slug.isEmpty() ? "change" : slug;
    }
  }

  /// Says how a change is written; an engine reads what it knows.
  ///
  /// @param at the moment that timestamps tell
  /// @param version of the first migration; null for the next one in the project's style
  /// @param format `sql`, `xml`, `yaml` or `json`; null for the project's own
  /// @param append whether to write behind the last changes instead of into a file of their own
  public record Form(
      Instant at,
      @Nullable String version,
      @Nullable String format,
      Changesets changesets,
      boolean append) {}

  /// Says what stands at the head of changesets.
  ///
  /// @param author as `author:id` tells it, whether the user named one or not
  /// @param idTemplate `{ticket}`, `{timestamp}`, `{n}`; null for the default
  public record Changesets(
      String author,
      @Nullable String idTemplate,
      @Nullable String contexts,
      @Nullable String labels) {}
}
