package dev.lockstep.bench.row;

import java.util.List;

/// Lists the claims in the order of the report.
public final class Rows {
  private Rows() {}

  public static List<Row> all() {
    return List.of(
        new VersionRow(),
        new StatusRow(),
        new DeployOneRow(),
        new ThousandRow(),
        new RemoteRow(),
        new NothingToDoRow(),
        new EnginePathRow(),
        new FleetRow(),
        new CompareRow(),
        new DumpRow(),
        new ScratchRow(),
        new LintRow(),
        new PolicyRow());
  }
}
