package dev.lockstep.cli;

import dev.lockstep.deploy.TagName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Names the present state, to come back to.
@Command(
    name = "tag",
    addMethodSubcommands = false,
    description = "Name the present state of instances, so that rollback --to-tag finds it.")
final class TagCommand implements LockstepCommand {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Parameters(paramLabel = "TAG", description = "The tag's name.")
  private String tag = "";

  @Override
  public String name() {
    return "tag";
  }

  @Override
  public int run(CommandContext context) {
    TagName name = new TagName(tag);
    Workspace workspace = context.open(options);
    return new HistoryChanges(context, options, change)
        .run(
            workspace.selectForChange(null, false),
            "tagged " + name.text(),
            (work, listener) -> workspace.deployer().tag(work, name, listener));
  }
}
