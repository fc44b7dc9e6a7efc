package dev.lockstep.cli;

import dev.lockstep.client.Login;
import dev.lockstep.client.Login.ProjectName;
import dev.lockstep.client.LoginFile;
import dev.lockstep.client.ServerClient;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.expression.Looking;
import dev.lockstep.expression.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Remembers who the user is at a server.
@Command(
    name = "login",
    addMethodSubcommands = false,
    description = {
      "Log in at a server, for all commands that speak with one.",
      "The token comes from LOCKSTEP_TOKEN, from a question on the terminal, or from the first line"
          + " of the standard input; it is kept in a file that only you may read. Programs can set"
          + " LOCKSTEP_SERVER, LOCKSTEP_TOKEN and LOCKSTEP_PROJECT instead."
    })
final class LoginCommand implements LockstepCommand {
  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "The address of the server, such as https://lockstep.internal.")
  private String server = "";

  @Option(
      names = "--first-user",
      paramLabel = "NAME",
      description =
          "Make the first user of a new server, an administrator. Instead of a token the link that"
              + " the server printed at its start is asked for.")
  private @Nullable String firstUser;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Override
  public String name() {
    return "login";
  }

  @Override
  public int run(CommandContext context) {
    URI address = Login.address(server);
    String token =
        firstUser == null ? token(context, "Token for " + address) : made(context, address);
    ServerClient client = new ServerClient(address, token);
    String user = Looking.text(client.get("/me"), "user");
    ProjectName project =
        options.project == null ? only(client) : found(client, ProjectName.of(options.project));
    LoginFile file =
        LoginFile.of(context.invocation().environment())
            .orElseThrow(() ->
                new LockstepException(
                    ErrorCode.USAGE,
                    "There is no folder to keep the login in.",
                    "Set HOME or XDG_CONFIG_HOME."));
    file.write(new Login(address, token, project));
    if (options.json()) {
      context
          .console()
          .line(
              Json.write(
                  Json.object()
                      .put("server", address.toString())
                      .put("user", user)
                      .put("project", project == null ? null : project.toString())));
    } else {
      context
          .console()
          .line(
              Console.safe(
                  "Logged in at %s as %s%s."
                      .formatted(
                          address, user, project == null ? "" : ", for the project " + project)));
    }
    return ExitCode.DONE;
  }

  /// Makes the first user and returns the token of that user.
  private String made(CommandContext context, URI address) {
    String link = token(context, "Link or secret that the server printed");
    SequencedMap<String, Value> body = new LinkedHashMap<>();
    body.put("secret", Value.of(link.substring(link.indexOf('#') + 1)));
    body.put("user", Value.of(String.valueOf(firstUser)));
    return Looking.text(
        new ServerClient(address, null).post("/setup", new Value.Fields(body)), "secret");
  }

  private static String token(CommandContext context, String question) {
    String given = context.invocation().variable("LOCKSTEP_TOKEN");
    String token =
        given != null && !given.isBlank()
            ? given
            : context.console().canAsk()
                ? context.console().password(question + ": ")
                : firstLine();
    if (token == null || token.isBlank()) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no token.",
          "Set LOCKSTEP_TOKEN, or pass it on the standard input.");
    }
    return token.strip();
  }

  private static @Nullable String firstLine() {
    try {
      // Not closed: the stream belongs to the process.
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          .readLine();
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static ProjectName found(ServerClient client, ProjectName project) {
    client.get(ServerClient.path("orgs", project.organisation(), "projects", project.project()));
    return project;
  }

  /// Returns the only project that the user may see.
  private static @Nullable ProjectName only(ServerClient client) {
    List<ProjectName> all = new ArrayList<>();
    for (Value.Fields organisation : Looking.list(client.get("/orgs"), "items")) {
      String name = Looking.text(organisation, "name");
      Looking.list(client.get(ServerClient.path("orgs", name, "projects")), "items")
          .forEach(project -> all.add(new ProjectName(name, Looking.text(project, "name"))));
    }
    return all.size() == 1 ? all.getFirst() : null;
  }
}
