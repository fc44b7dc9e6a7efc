package dev.lockstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Approves what waits for people.
@Command(
    name = "approve",
    addMethodSubcommands = false,
    description = {
      "Approve what waits in a run at a server.",
      "What is voted on is shown first, and the vote is for exactly that."
    })
final class ApproveCommand implements LockstepCommand {
  @Mixin private final VoteOptions vote = new VoteOptions();

  @Override
  public String name() {
    return "approve";
  }

  @Override
  public int run(CommandContext context) {
    return vote.cast(context, "approve");
  }
}
