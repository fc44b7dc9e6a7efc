package dev.lockstep.cli;

import java.util.List;

/// Is one command of the tool: a picocli command with a name and an action.
interface LockstepCommand {
  String name();

  /// Runs the command and returns its exit code.
  int run(CommandContext context);

  /// Lists all commands in the order the help shows them.
  static List<LockstepCommand> all() {
    return List.of(
        new DemoCommand(),
        new InitCommand(),
        new DoctorCommand(),
        new StatusCommand(),
        new PlanCommand(),
        new LintCommand(),
        new DeployCommand(),
        new RollbackCommand(),
        new ValidateCommand(),
        new HistoryCommand(),
        new TagCommand(),
        new BaselineCommand(),
        new RepairCommand(),
        new SnapshotCommand(),
        new DiffCommand(),
        new PullCommand(),
        new FormatCommand(),
        new DriftCommand(),
        new AuthorCommand(),
        new RehearseCommand(),
        new PipelineCommand(),
        new PolicyCommand(),
        new ServerCommand(),
        new LoginCommand(),
        new LogoutCommand(),
        new ApplyCommand(),
        new RunCommand(),
        new ApproveCommand(),
        new RejectCommand(),
        new DiagramCommand(),
        new SplitCommand(),
        new CompletionCommand());
  }
}
