package dev.lockstep.engines.liquibase.text;

import java.util.List;

/// Is the text of a changelog; every character that is there stays where it is.
public interface ChangelogText {
  String text();

  /// Lists what it includes, in order.
  List<Include> includes();

  /// Tells whether nothing stands behind the last include.
  boolean endsWithInclude();

  /// Returns it with one more include at the end.
  String with(Include include);

  /// Returns it with more changesets at the end.
  ///
  /// *Errors*: [IllegalArgumentException] for what this format cannot hold.
  String with(List<NewChangeset> changesets);

  /// Returns the line end that a text uses.
  static String lineEnd(String text) {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }
}
