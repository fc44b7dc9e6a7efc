package dev.lockstep.deploy;

import dev.lockstep.dialect.Server;
import dev.lockstep.migration.Assessment;
import java.util.List;
import java.util.Optional;

/// Is what one look at a target told, without changing it.
///
/// @param deployments the newest few of this schema, newest first
/// @param holder who is working on it at this moment
public record Snapshot(
    Work work,
    Server server,
    Assessment assessment,
    List<Ledger.Deployment> deployments,
    Optional<Fence.Holder> holder) {

  public Snapshot {
    deployments = List.copyOf(deployments);
  }

  /// Returns the last deployment that reached its end, which tells the commit the target is at;
  /// tags and repairs deploy nothing.
  public Optional<Ledger.Deployment> lastSuccess() {
    return deployments.stream()
        .filter(deployment -> deployment.kind() == Ledger.Kind.DEPLOY)
        .filter(deployment -> deployment.outcome() == Ledger.Outcome.SUCCEEDED)
        .findFirst();
  }
}
