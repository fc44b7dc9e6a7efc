package dev.lockstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Rejects what waits for people.
@Command(
    name = "reject",
    addMethodSubcommands = false,
    description = {
      "Reject what waits in a run at a server.",
      "What is voted on is shown first, and the vote is for exactly that."
    })
final class RejectCommand implements LockstepCommand {
  @Mixin private final VoteOptions vote = new VoteOptions();

  @Override
  public String name() {
    return "reject";
  }

  @Override
  public int run(CommandContext context) {
    return vote.cast(context, "reject");
  }
}
