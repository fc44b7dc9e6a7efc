package dev.lockstep.steps;

import dev.lockstep.pipeline.FailureKind;
import dev.lockstep.pipeline.run.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a server. What it answers with is judged by the run, which knows what is expected.
///
/// *Shape*: redirects are answers, for they could lead anywhere.
final class HttpWork implements Work {
  private static final int MOST = 1 << 20;
  private static final List<String> SAFE = List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

  @Override
  public Outcome work(Job job) throws IOException, InterruptedException {
    String method = job.text("method").orElse("GET");
    if (job.step().again() && !SAFE.contains(method)) {
      return new Outcome.Unclear(
          "Whoever sent this request was cut off, and nobody knows whether it arrived. Look at the"
              + " server, and say whether it is to be sent again.");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(job)).timeout(Duration.ofMinutes(10));
    try {
      job.entries("headers").forEach(request::header);
    } catch (IllegalArgumentException e) {
      throw StepFailure.told(
          "A header cannot be sent: " + job.redaction().of(String.valueOf(e.getMessage())));
    }
    request.method(
        method,
        job.revealed("body").map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build()) {
      return sent(job, client.sendAsync(request.build(), BodyHandlers.ofInputStream()), client);
    }
  }

  private static Outcome sent(
      Job job, CompletableFuture<HttpResponse<InputStream>> sending, HttpClient client)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return answered(job, sending.get(500, TimeUnit.MILLISECONDS));
      } catch (TimeoutException waiting) {
        if (job.stopping().getAsBoolean()) {
          sending.cancel(true);
          client.shutdownNow();
          return new Outcome.Stopped();
        }
      } catch (ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        String why = cause.getMessage();
        return job.failed(
            FailureKind.CONNECTIVITY,
            "The server did not answer: " + (why == null ? cause.getClass().getSimpleName() : why),
            Job.NONE);
      }
    }
  }

  private static Outcome answered(Job job, HttpResponse<InputStream> response) throws IOException {
    String body;
    try (InputStream stream = response.body()) {
      body = new String(stream.readNBytes(MOST), StandardCharsets.UTF_8);
    }
    Output output =
        new Output()
            .with("httpResponseCode", response.statusCode())
            .with("httpResponseBody", job.redaction().of(body));
    return new Outcome.Succeeded(output.fields());
  }

  private static URI address(Job job) {
    String text = job.revealed("url").orElseThrow(() -> StepFailure.told("Say the url to ask."));
    try {
      URI address = new URI(text);
      if (List.of("http", "https").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // It is told below, without what may be a secret.
    }
    throw StepFailure.told("The url is none of http or https.");
  }
}
