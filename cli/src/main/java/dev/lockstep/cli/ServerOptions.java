package dev.lockstep.cli;

import dev.lockstep.client.Login;
import dev.lockstep.client.Login.ProjectName;
import dev.lockstep.client.LoginFile;
import dev.lockstep.client.ServerClient;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Value;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Holds the options of commands that speak with a server.
final class ServerOptions {
  @Option(
      names = "--project",
      paramLabel = "ORG/PROJECT",
      description = "The project. Default: LOCKSTEP_PROJECT, or that of the login.")
  @Nullable String project;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "How to print the result. Default: text.")
  OutputFormat output = OutputFormat.text;

  @Mixin final HelpOption help = new HelpOption();

  boolean json() {
    return output == OutputFormat.json;
  }

  /// Is a server with a project of it.
  record Connection(ServerClient client, Login login) {
    Value get(String... path) {
      return client.get(inProject(path));
    }

    /// @param query that follows the path, with its question mark
    Value list(String query, String... path) {
      return client.get(inProject(path) + query);
    }

    Value post(Value body, String... path) {
      return client.post(inProject(path), body);
    }

    private String inProject(String... path) {
      ProjectName project = login.project();
      if (project == null) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "Nothing says which project of the server is meant.",
            "Say --project ORGANISATION/PROJECT, or log in with it.");
      }
      return ServerClient.path(
          Stream.concat(
                  Stream.of("orgs", project.organisation(), "projects", project.project()),
                  Arrays.stream(path))
              .toArray(String[]::new));
    }
  }

  /// Returns the server that the user is logged in at.
  ///
  /// *Errors*: `USAGE` where there is none.
  Connection connect(CommandContext context) {
    Login login = login(context.invocation());
    return new Connection(
        ServerClient.of(login), project == null ? login : login.about(ProjectName.of(project)));
  }

  private static Login login(Invocation invocation) {
    return known(invocation)
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.USAGE,
                "You are not logged in at a server.",
                invocation.command()
                    + " login https://…, or set LOCKSTEP_SERVER and LOCKSTEP_TOKEN."));
  }

  /// Returns the login that counts; empty where there is none.
  static Optional<Login> known(Invocation invocation) {
    String server = invocation.variable("LOCKSTEP_SERVER");
    String token = invocation.variable("LOCKSTEP_TOKEN");
    String named = invocation.variable("LOCKSTEP_PROJECT");
    ProjectName project = named == null || named.isBlank() ? null : ProjectName.of(named);
    if (server != null && token != null) {
      return Optional.of(new Login(Login.address(server), token.strip(), project));
    }
    return LoginFile.of(invocation.environment())
        .flatMap(LoginFile::read)
        .map(kept -> project == null ? kept : kept.about(project));
  }
}
