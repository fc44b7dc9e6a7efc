package dev.lockstep.engines.liquibase.bridge;

import dev.lockstep.source.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Is one changeset as the files define it, with the values Liquibase would record.
///
/// @param earlierPath the path under which older rows may know it; null when there is none
/// @param tag what the changeset tags the history with; null for nothing
/// @param excluded why it does not run here (context, label, dbms, ignore); null when it does
public record ChangesetDefinition(
    ChangesetKey key,
    @Nullable String earlierPath,
    SourceLocation source,
    RowText text,
    Checksums checksums,
    Rerun rerun,
    TransactionUse transaction,
    @Nullable String tag,
    boolean keepsTagOnRollback,
    @Nullable String excluded,
    WayBack wayBack) {

  /// Holds the texts of a history row.
  public record RowText(
      String description, String comments, @Nullable String contexts, @Nullable String labels) {}

  /// Holds what a changeset's checksum may be.
  ///
  /// @param version9 with its prefix `9:`, as written today
  /// @param version8 as Liquibase 3.5 to 4.21 wrote it
  /// @param version7 as older ones wrote it
  /// @param accepted what the author lists as valid
  /// @param beforeSubstitutionFix what Liquibase before 4.26 computed for files with placeholders
  public record Checksums(
      String version9,
      String version8,
      String version7,
      List<String> accepted,
      List<String> beforeSubstitutionFix) {
    public Checksums {
      accepted = List.copyOf(accepted);
      beforeSubstitutionFix = List.copyOf(beforeSubstitutionFix);
    }

    /// Returns the current checksum in the form of a stored one; null for an unknown form.
    public @Nullable String inFormOf(String stored) {
      if (stored.startsWith("9:")) {
        return version9;
      }
      if (stored.startsWith("8:")) {
        return version8;
      }
      return stored.startsWith("7:") ? version7 : null;
    }
  }

  /// Says when a changeset that ran may run again.
  public enum Rerun {
    NEVER,
    ON_CHANGE,
    ALWAYS
  }

  /// Says whether the author wants the changeset in one transaction.
  public enum TransactionUse {
    ONE,
    NONE
  }

  /// Says how the changeset can be taken back.
  public record WayBack(Kind kind, String reason) {
    public enum Kind {
      AUTHORED,
      AUTOMATIC,
      /// The author wrote an empty rollback block.
      DECLARED_EMPTY,
      NONE
    }
  }
}
