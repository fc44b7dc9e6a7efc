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
          "A server where scratch databases may be made. Default: an embedded server of the same"
              + " product, for PostgreSQL of the same version too. Its password: in the variable "
              + JdbcAddress.PASSWORD
              + ".")
  private @Nullable String scratch;

  Scratches open(CommandContext context) {
    String url = scratch;
    if (url == null) {
      return Scratches.embedded();
    }
    SchemaReader reader = SchemaReader.ofAddresses(context);
    return Scratches.given(JdbcAddress.parse(url).dialect(), () -> reader.scratchServer(url));
  }
}
