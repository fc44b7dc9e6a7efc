package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Checksums;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.Rerun;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.RowText;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.TransactionUse;
import dev.lockstep.engines.liquibase.bridge.ChangesetDefinition.WayBack;
import dev.lockstep.engines.liquibase.bridge.ChangesetKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns changesets into neutral values.
final class Definitions {
  private static final int LONGEST_TEXT = 250;

  /// What the columns ID, AUTHOR and FILENAME hold.
  private static final int LONGEST_NAME = 255;

  private final Meant meant;
  private final Set<String> seen = new HashSet<>();

  Definitions(ChangelogRequest request) {
    this.meant = new Meant(request, Tables.PRODUCT);
  }

  List<ChangesetDefinition> of(List<FormattedChangeset> changesets) {
    List<ChangesetDefinition> definitions = new ArrayList<>();
    for (FormattedChangeset changeset : changesets) {
      definitions.add(definition(changeset));
    }
    return definitions;
  }

  private ChangesetDefinition definition(FormattedChangeset changeset) {
    ChangesetHeader header = changeset.header();
    ChangesetKey key = new ChangesetKey(changeset.path(), header.id(), header.author());
    String excluded = meant.excluded(header);
    if (excluded == null && !seen.add(key.toString())) {
      throw new NotOurs("a changeset twice");
    }
    if (key.id().length() > LONGEST_NAME
        || key.author().length() > LONGEST_NAME
        || key.path().length() > LONGEST_NAME) {
      throw new NotOurs("a long name");
    }
    return new ChangesetDefinition(
        key,
        null,
        changeset.source(),
        new RowText(
            "sql",
            limited(changeset.comment().trim()),
            Meant.context(header),
            Meant.labels(header)),
        checksums(changeset),
        header.is("runalways", false)
            ? Rerun.ALWAYS
            : header.is("runonchange", false) ? Rerun.ON_CHANGE : Rerun.NEVER,
        header.is("runintransaction", true) ? TransactionUse.ONE : TransactionUse.NONE,
        null,
        false,
        excluded,
        wayBack(changeset.rollback()));
  }

  private static Checksums checksums(FormattedChangeset changeset) {
    return new Checksums(
        Checksum.version9(changeset.sql()),
        Checksum.old(8, changeset),
        Checksum.old(7, changeset),
        changeset.accepted().stream()
            .map(sum -> sum.indexOf(':') < 0 ? "1:" + sum : sum)
            .distinct()
            .sorted()
            .toList(),
        List.of());
  }

  private static String limited(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 3) + "..." : text;
  }

  private static WayBack wayBack(@Nullable String rollback) {
    if (rollback == null) {
      return new WayBack(
          WayBack.Kind.NONE,
          "'sql' has no automatic inverse and the changeset has no rollback block");
    }
    return rollback.isEmpty()
        ? new WayBack(
            WayBack.Kind.DECLARED_EMPTY,
            "its rollback block is empty: the author declares that nothing can be taken back")
        : new WayBack(WayBack.Kind.AUTHORED, "");
  }
}
