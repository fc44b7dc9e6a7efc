package dev.lockstep.engines.liquibase;

import dev.lockstep.engines.liquibase.bridge.LiquibaseOptions;
import dev.lockstep.engines.liquibase.text.ChangelogFormat;
import dev.lockstep.engines.liquibase.text.ChangelogText;
import dev.lockstep.engines.liquibase.text.NewChangeset;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Authoring;
import dev.lockstep.migration.Draft;
import dev.lockstep.migration.EngineRequest;
import dev.lockstep.migration.NewChange;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes changes as changesets behind all others: in a file of their own, which the root changelog
/// includes then, or behind the last changes there are.
///
/// *Shape*: the changelogs that are there are edited as text, so that comments, order, indentation
/// and line ends stay. Formatted SQL includes nothing, so a root in it is always written to itself.
public final class LiquibaseAuthoring implements Authoring {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  @Override
  public Draft draft(EngineRequest request, NewChange change) {
    ChangelogPlaces places = ChangelogPlaces.of(request);
    ChangelogFormat wanted = format(change.form().format());
    boolean append = change.form().append() || places.format() == ChangelogFormat.SQL;
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    if (append) {
      String path = places.newest();
      ChangelogFormat format = places.formatOf(path);
      if (wanted != null && wanted != format) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "The last changelog, " + path + ", is no " + word(wanted) + ", so none is added to it.",
            "Leave --format out" + (change.form().append() ? ", or --append." : "."));
      }
      files.put(path, bytes(written(path, places.text(path), change)));
    } else {
      ChangelogFormat format = wanted == null ? places.formatOf(places.newest()) : wanted;
      String path = places.newFile(change, format, TIMESTAMP.format(change.form().at()));
      files.put(path, bytes(written(path, format.empty(), change)));
      if (!places.takesAll()) {
        files.put(places.root(), bytes(places.including(path)));
      }
    }
    return new Draft(files);
  }

  @Override
  public boolean isBlank(EngineRequest request) {
    return ChangelogPlaces.of(request).isBlank();
  }

  @Override
  public Set<String> ownTables(EngineRequest request) {
    LiquibaseOptions options = new OptionReader(request).read();
    return Stream.of(options.changelogTable(), options.lockTable())
        .flatMap(Stream::ofNullable)
        .collect(Collectors.toSet());
  }

  private static @Nullable ChangelogFormat format(@Nullable String name) {
    return name == null ? null : ChangelogFormat.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String word(ChangelogFormat format) {
    return format == ChangelogFormat.SQL ? "formatted SQL" : format.name();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String written(String path, ChangelogText text, NewChange change) {
    try {
      return text.with(changesets(text.text(), change));
    } catch (IllegalArgumentException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "The change cannot be written to " + path + ": " + e.getMessage() + ".",
          "Choose another --format.",
          e);
    }
  }

  /// @param text of the file, whose ids are taken
  private static List<NewChangeset> changesets(String text, NewChange change) {
    List<NewChangeset> changesets = new ArrayList<>();
    int number = 1;
    for (NewChange.Piece piece : change.pieces()) {
      String id = id(change, number);
      while (text.contains(id) && !id.equals(id(change, number + 1))) {
        number++;
        id = id(change, number);
      }
      String taken = id;
      if (changesets.stream().anyMatch(one -> one.head().id().equals(taken))) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There are "
                + change.pieces().size()
                + " changesets to write, and --id-template gives all of them one id.",
            "Put {n} into it, or say --one-changeset.");
      }
      number++;
      NewChange.Changesets form = change.form().changesets();
      changesets.add(
          new NewChangeset(
              new NewChangeset.Head(
                  id, form.author(), change.words().comment(), form.contexts(), form.labels()),
              piece.statements(),
              piece.reverse(),
              change.reversible(),
              piece.inTransaction() && piece.reverseInTransaction()));
    }
    return changesets;
  }

  private static String id(NewChange change, int number) {
    String ticket = change.words().ticket();
    String given = change.form().changesets().idTemplate();
    String template = given != null ? given : ticket == null ? "{timestamp}-{n}" : "{ticket}-{n}";
    if (ticket == null && template.contains("{ticket}")) {
      throw new LockstepException(
          ErrorCode.USAGE, "--id-template asks for a ticket.", "Name it with --ticket.");
    }
    return template
        .replace("{ticket}", String.valueOf(ticket))
        .replace("{timestamp}", TIMESTAMP.format(change.form().at()))
        .replace("{n}", String.valueOf(number));
  }
}
