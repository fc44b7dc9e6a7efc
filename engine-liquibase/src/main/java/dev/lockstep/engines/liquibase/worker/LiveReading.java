package dev.lockstep.engines.liquibase.worker;

import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import dev.lockstep.engines.liquibase.bridge.ContentHash;
import dev.lockstep.engines.liquibase.bridge.TouchedPath;
import dev.lockstep.source.FileEntry;
import java.util.Optional;
import liquibase.database.jvm.JdbcConnection;
import org.jspecify.annotations.Nullable;

/// Holds a changelog as it was read for a live run, so that the next stretch of the same deployment
/// need not read it again.
final class LiveReading {
  private final ChangelogRequest request;
  private final TreeAccessor accessor;
  private final Reading reading;
  private @Nullable ParsedChangelog parsed;

  LiveReading(ChangelogRequest request) {
    this.request = request;
    this.accessor = new TreeAccessor(request.files(), request.options().searchRoots());
    this.reading = new Reading(accessor, request.options());
  }

  TreeAccessor accessor() {
    return accessor;
  }

  Reading reading() {
    return reading;
  }

  /// Tells whether a request means the same changelog, and nothing of it changed since.
  boolean holdsFor(ChangelogRequest other) {
    return parsed != null
        && request.equals(other)
        && !parsed.parameters().deploymentIdRead()
        && accessor.touched().stream().allMatch(this::unchanged);
  }

  ParsedChangelog parse(JdbcConnection connection) throws Exception {
    ParsedChangelog known = parsed;
    ParsedChangelog now =
        known == null
            ? ParsedChangelog.read(request, accessor, connection)
            : known.on(connection, request.options());
    parsed = now;
    return now;
  }

  private boolean unchanged(TouchedPath path) {
    return switch (path.kind()) {
      case LISTING ->
          ContentHash.ofListing(request.files().list(path.path())).equals(path.contentHash());
      case ABSENT -> request.files().find(path.path()).isEmpty();
      case FILE -> {
        Optional<FileEntry> entry = request.files().find(path.path());
        yield entry.isPresent() && entry.get().fingerprint().equals(path.fingerprint());
      }
    };
  }
}
