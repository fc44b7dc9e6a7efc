package dev.lockstep.dialect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Gives the columns of one result row by lower-case name.
///
/// *Errors*: `IllegalArgumentException` for a column the result does not have.
public interface Row {
  @Nullable String text(String column);

  @Nullable Long number(String column);

  @Nullable Boolean truth(String column);

  /// Returns a time stamp; one without a zone is read in the session's time zone.
  @Nullable Instant time(String column);
}
