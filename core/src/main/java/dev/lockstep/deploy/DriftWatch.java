package dev.lockstep.deploy;

import dev.lockstep.error.Fault;
import dev.lockstep.migration.Assessment;
import dev.lockstep.migration.PlannedMigration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks for drift before one deployment, and has its end recorded for the next.
///
/// *Shape*: comparing what the history makes with what is there takes seconds, so it is done only
/// where the catalogs are not as the last deployment left them. Their state is recorded only when
/// it was known to be right before: a deployment over a difference does not make that one right.
final class DriftWatch {
  private final Work work;
  private final Ledger ledger;
  private final @Nullable DriftGuard guard;
  private Set<String> places = Set.of();
  private boolean known;

  DriftWatch(Work work, Ledger ledger, @Nullable DriftGuard guard) {
    this.work = work;
    this.ledger = ledger;
    this.guard = guard;
  }

  /// Lists why nothing may run.
  List<Fault> look(Assessment assessment) {
    if (guard == null) {
      return List.of();
    }
    CatalogState state = ledger.catalogs(work.schema(), guard.terms(work));
    known = state != CatalogState.UNTOLD;
    // What was there before the first change is nobody's drift.
    boolean needed =
        switch (state) {
          case AS_LEFT, UNTOLD -> false;
          case UNRECORDED, CHANGED -> assessment.position() != null;
        };
    if (!needed && !guard.always()) {
      return List.of();
    }
    DriftGuard.Finding finding = guard.look(work);
    places = finding.places();
    // A history that tells nothing is no reason to say so each time; a change by others is.
    known &= finding.told() || state == CatalogState.UNRECORDED;
    return finding.faults();
  }

  /// Looks at the catalogs alone, for a run that drift does not hinder.
  void glance() {
    known =
        guard != null && ledger.catalogs(work.schema(), guard.terms(work)) == CatalogState.AS_LEFT;
  }

  /// Has the end of the run recorded.
  void keep(List<PlannedMigration> running) {
    if (guard != null && known) {
      ledger.recordCatalogs(
          new Ledger.CatalogRecord(work.schema(), guard.terms(work), places, running));
    }
  }
}
