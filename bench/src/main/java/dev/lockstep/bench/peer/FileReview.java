package dev.lockstep.bench.peer;

import dev.lockstep.bench.history.Migrations;
import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.ReadFile;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.readers.mysql.MySqlReader;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.sql.MySqlSplitter;
import dev.lockstep.sql.PostgresSplitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Is Lockstep's review of files, in this JVM.
///
/// @param language what keeps what its parser has learnt between two reviews
public record FileReview(Language language) {
  public static FileReview of(String dialect) {
    return new FileReview(
        dialect.equals("mysql")
            ? new Language(dialect, 80_400, "", new MySqlSplitter(), MySqlReader.ofMySql(80_400))
            : new Language(dialect, 18, "public", new PostgresSplitter(), new PostgresReader(18)));
  }

  /// Reads, splits, parses and reviews all files, and counts their statements.
  public int statements(Migrations migrations) {
    LintSettings settings = new LintSettings(Set.of(), Set.of(), Map.of(), Map.of());
    Review review = new Review(language, Rules.all(), settings);
    List<ReadFile> read =
        migrations.files().parallelStream().map(path -> review.read(file(path))).toList();
    read.forEach(review::review);
    return review.statements();
  }

  private SqlFile file(Path path) {
    try {
      return new SqlFile(
          path.toString(), Files.readString(path), language.dialect().equals("postgresql"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
