package dev.lockstep.steps;

import static dev.lockstep.steps.TestSteps.again;
import static dev.lockstep.steps.TestSteps.fields;
import static dev.lockstep.steps.TestSteps.first;
import static dev.lockstep.steps.TestSteps.secret;
import static dev.lockstep.steps.TestSteps.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lockstep.pipeline.StepType;
import dev.lockstep.pipeline.run.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands of real shells and requests to a real server.
final class ShellStepsTest {
  @TempDir Path folder;

  private TestSteps steps() {
    return new TestSteps(folder, Map.of("token", "s3cr3t-t0ken"));
  }

  @Test
  void keepsVariablesHoweverTheCommandEnds() {
    assertThat(
            told(
                steps()
                    .work(
                        StepType.RUN,
                        "command",
                        "A='one\n\"two\"'; B=; echo hello; exit 0",
                        "outputs",
                        List.of("A", "B", "C"))))
        .isEqualTo(
            "succeeded {\"outputVariables\":{\"A\":\"one\\n\\\"two\\\"\",\"B\":\"\",\"C\":\"\"},"
                + "\"exitCode\":0,\"log\":\"hello\\n\"}");
    assertThat(
            told(
                steps()
                    .work(
                        StepType.RUN,
                        "shell",
                        "bash",
                        "command",
                        "X=1; echo to the notes >&2; exit 3",
                        "outputs",
                        fields("named", "X"))))
        .isEqualTo(
            "failed UNKNOWN: The command ended with 3: to the notes "
                + "{\"outputVariables\":{\"named\":\"1\"},\"exitCode\":3,"
                + "\"log\":\"to the notes\\n\"}");
  }

  @Test
  void knowsNothingOfTheServerAndShowsNoSecret() {
    Outcome outcome =
        steps()
            .work(
                StepType.RUN,
                "command",
                "env | cut -d= -f1 | sort | grep -v -e '^_$' -e PWD -e SHLVL | tr '\\n' ' ';"
                    + " echo \"$T\"; OUT=\"$T\"",
                "env",
                fields("T", secret("Bearer ", "token")),
                "outputs",
                List.of("OUT"));
    assertThat(told(outcome)).doesNotContain("s3cr3t").contains("Bearer ******");
    assertThat(told(outcome)).doesNotContain("MAVEN").doesNotContain("JAVA");
    assertThat(
            told(
                steps()
                    .work(
                        StepType.RUN,
                        "command",
                        "true",
                        "env",
                        fields("T", secret("", "nobody's")))))
        .startsWith("failed AUTHENTICATION: There is no secret nobody's");
  }

  @Test
  void endsWithAllThatItStartedWhenItIsTold() {
    Instant begin = Instant.now();
    Outcome outcome =
        steps()
            .work(
                first(StepType.RUN, "command", "sleep 60 & sleep 60; echo never"),
                () -> Duration.between(begin, Instant.now()).toMillis() > 300);
    assertThat(outcome).isInstanceOf(Outcome.Stopped.class);
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void runsNothingWhereThatIsNotWanted() {
    StepWorkers workers =
        new StepWorkers(
            _ -> new Workplace(folder, folder, null, _ -> Optional.empty()),
            Tool.ofThisProcess(Map.of()),
            Gatehouse.OPEN,
            false);
    assertThat(told(workers.work(first(StepType.RUN, "command", "touch x"), () -> false)))
        .startsWith("failed AUTHORIZATION: Commands of the shell are off on this server");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void neverRunsACommandTwiceByItself() {
    assertThat(steps().work(again(first(StepType.RUN, "command", "touch x")), () -> false))
        .isInstanceOf(Outcome.Unclear.class);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void cutsWhatNobodyCouldRead() {
    Outcome outcome = steps().work(StepType.RUN, "command", "head -c 40000000 /dev/zero");
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(told(outcome).length()).isLessThan(1_000_000);
  }

  @Test
  void asksServers() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String said =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] answer = said.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/no") ? 503 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      assertThat(
              told(
                  steps()
                      .work(
                          StepType.HTTP,
                          "url",
                          address,
                          "method",
                          "POST",
                          "headers",
                          fields("Authorization", secret("Bearer ", "token")),
                          "body",
                          "{}")))
          .isEqualTo(
              "succeeded {\"httpResponseCode\":200,"
                  + "\"httpResponseBody\":\"POST Bearer ****** {}\"}");
      assertThat(told(steps().work(StepType.HTTP, "url", address + "/no")))
          .startsWith("succeeded {\"httpResponseCode\":503");
      assertThat(
              steps()
                  .work(again(first(StepType.HTTP, "url", address, "method", "POST")), () -> false))
          .isInstanceOf(Outcome.Unclear.class);
    } finally {
      server.stop(0);
    }
    assertThat(told(steps().work(StepType.HTTP, "url", address)))
        .startsWith("failed CONNECTIVITY: The server did not answer");
    assertThat(told(steps().work(StepType.HTTP, "url", "file:///etc/passwd")))
        .isEqualTo("failed UNKNOWN: The url is none of http or https. {}");
  }
}
