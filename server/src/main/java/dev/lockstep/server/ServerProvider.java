package dev.lockstep.server;

import dev.lockstep.cli.ServerProgram;

/// Gives the command line its server.
public final class ServerProvider implements ServerProgram {
  @Override
  public Started start(Options options) {
    return LockstepServer.start(LockstepServer.Settings.of(options));
  }
}
