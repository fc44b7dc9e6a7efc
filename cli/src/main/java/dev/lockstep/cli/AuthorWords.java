package dev.lockstep.cli;

import dev.lockstep.migration.NewChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Holds the options that say how a new change reads.
final class AuthorWords {
  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "A few words, which also name the file. Default: what changes.")
  private @Nullable String description;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who wrote it. Default for changesets: Git's user.")
  private @Nullable String author;

  @Option(names = "--ticket", paramLabel = "ID", description = "The ticket it belongs to.")
  private @Nullable String ticket;

  @Option(names = "--comment", paramLabel = "TEXT", description = "What to say about it.")
  private @Nullable String comment;

  @Option(
      names = "--version-number",
      paramLabel = "V",
      description = "Flyway: the version. Default: the next one in the project's style.")
  private @Nullable String version;

  @Option(
      names = "--format",
      paramLabel = "sql|xml|yaml|json",
      description = "Liquibase: the format of a new file. Default: that of the last file.")
  private @Nullable Format format;

  @Option(
      names = "--one-changeset",
      description = "Liquibase: one changeset for everything, instead of one for each object.")
  boolean oneChangeset;

  @Option(
      names = "--id-template",
      paramLabel = "TEXT",
      description =
          "Liquibase: how ids are made, of {ticket}, {timestamp} and {n}. Default: {ticket}-{n}"
              + " with a ticket, {timestamp}-{n} without.")
  private @Nullable String idTemplate;

  @Option(
      names = "--context",
      paramLabel = "TEXT",
      description = "Liquibase: the contexts of the changesets.")
  private @Nullable String contexts;

  @Option(
      names = "--labels",
      paramLabel = "TEXT",
      description = "Liquibase: the labels of the changesets.")
  private @Nullable String labels;

  @Option(
      names = "--append",
      description = "Liquibase: write behind the last changes instead of into a new file.")
  private boolean append;

  /// Names the formats of changelogs.
  enum Format {
    sql,
    xml,
    yaml,
    json
  }

  /// @param described what changes, in words
  NewChange.Words words(String described) {
    return new NewChange.Words(
        description == null ? described : description, author, ticket, comment);
  }

  /// @param user who Git takes the user for
  NewChange.Form form(Instant at, String user) {
    return new NewChange.Form(
        at,
        version,
        format == null ? null : format.name(),
        new NewChange.Changesets(author == null ? user : author, idTemplate, contexts, labels),
        append);
  }
}
