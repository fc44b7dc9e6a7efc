package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.source.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is one changeset of a formatted SQL file, its placeholders replaced.
///
/// @param path as the history's column FILENAME holds it
/// @param source the line of its header
/// @param accepted checksums that the author lists as valid, as written
/// @param preconditioned whether the database is asked something before it runs
/// @param rollback null when there is none; empty when the author says that nothing is to be done
record FormattedChangeset(
    ChangesetHeader header,
    String path,
    SourceLocation source,
    String comment,
    List<String> accepted,
    boolean preconditioned,
    String sql,
    @Nullable String rollback) {
  FormattedChangeset {
    accepted = List.copyOf(accepted);
  }
}
