package dev.lockstep.cli;

import dev.lockstep.client.LoginFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Forgets who the user is at a server.
@Command(
    name = "logout",
    addMethodSubcommands = false,
    description = {
      "Forget the login at a server.",
      "The token itself holds until it ends, or is ended: DELETE /api/v1/tokens/ID."
    })
final class LogoutCommand implements LockstepCommand {
  @Mixin final HelpOption help = new HelpOption();

  @Override
  public String name() {
    return "logout";
  }

  @Override
  public int run(CommandContext context) {
    boolean known =
        LoginFile.of(context.invocation().environment()).map(LoginFile::forget).orElse(false);
    context.console().line(known ? "Logged out." : "You were not logged in.");
    return ExitCode.DONE;
  }
}
