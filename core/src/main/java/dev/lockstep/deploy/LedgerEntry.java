package dev.lockstep.deploy;

import dev.lockstep.source.FileTree;
import org.jspecify.annotations.Nullable;

/// Opens ledger entries from what a command works on.
final class LedgerEntry {
  private LedgerEntry() {}

  static Ledger.Deployment open(
      Work work, Ledger.Kind kind, Identity identity, String planHash, @Nullable String position) {
    FileTree files = work.request().files();
    @Nullable String commit = files.commit().orElse(null);
    String fileState =
        commit != null && files.differsFromCommit(work.request().schema().locations())
            ? "dirty"
            : "clean";
    return new Ledger.Deployment(
        identity.ids().get(),
        work.schema(),
        work.instance(),
        kind,
        work.request().schema().engine(),
        commit,
        fileState,
        planHash,
        identity.who(),
        identity.clock().instant(),
        null,
        Ledger.Outcome.RUNNING,
        position,
        null,
        0,
        "");
  }
}
