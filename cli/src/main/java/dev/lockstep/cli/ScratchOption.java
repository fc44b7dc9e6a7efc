package dev.lockstep.cli;

import dev.lockstep.scratch.Scratches;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Holds the option that says where scratch databases are made.
final class ScratchOption {
  @Option(
      names = "--scratch",
      paramLabel = "URL",
      description =
          "A server where scratch databases may be made. Default: what the project names for that"
              + " product, or an embedded server of it, for PostgreSQL of the same version too. Its"
              + " password: in the variable "
              + JdbcAddress.PASSWORD
              + ".")
  private @Nullable String scratch;

  Scratches open(CommandContext context) {
    String url = scratch;
    if (url == null) {
      return context.wiring().get().scratches();
    }
    SchemaReader reader = SchemaReader.ofAddresses(context);
    return Scratches.given(JdbcAddress.parse(url).dialect(), () -> reader.scratchServer(url));
  }
}
