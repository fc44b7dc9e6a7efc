package dev.lockstep.server.work;

import dev.lockstep.server.store.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads what hosts of Git repositories send: GitHub, GitLab, Gitea and Forgejo, Bitbucket.
///
/// *Source*: the documentation of each, "Webhook events and payloads".
public final class Webhook {
  private static final String HMAC = "HmacSHA256";
  private static final String SHA256 = "sha256=";
  private static final String BRANCH = "refs/heads/";
  private static final String TAG = "refs/tags/";
  private static final String NO_COMMIT = "0000000";
  private static final int LONGEST = 1_000;

  private final Function<String, Optional<String>> headers;
  private final byte[] body;

  /// @param headers gives the first value of a header
  public Webhook(Function<String, Optional<String>> headers, byte[] body) {
    this.headers = headers;
    this.body = body.clone();
  }

  /// Tells whether the sender knows the secret.
  public boolean isFrom(String secret) {
    Optional<String> token = headers.apply("X-Gitlab-Token");
    if (token.isPresent()) {
      return same(token.get(), secret);
    }
    return headers
        .apply("X-Hub-Signature-256")
        .or(() -> headers.apply("X-Hub-Signature"))
        .or(() -> headers.apply("X-Gitea-Signature").map(SHA256::concat))
        .filter(signature -> same(signature.toLowerCase(Locale.ROOT), SHA256 + signed(secret)))
        .isPresent();
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private String signed(String secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Names this delivery among all of its sender.
  public String delivery() {
    return List.of("X-GitHub-Delivery", "X-Gitea-Delivery", "X-Gitlab-Event-UUID", "X-Request-UUID")
        .stream()
        .flatMap(name -> headers.apply(name).stream())
        .filter(id -> !id.isBlank() && id.length() <= 200)
        .findFirst()
        .orElseGet(() -> {
          try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
          } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
          }
        });
  }

  /// Returns what happened, as far as it can begin something.
  ///
  /// *Errors*: `IllegalArgumentException` for what cannot be read.
  public List<GitEvent> events() {
    JsonNode json;
    try {
      json = Json.read(body);
    } catch (JacksonException unreadable) {
      throw new IllegalArgumentException("The body is no JSON that can be read.", unreadable);
    }
    String kind =
        List.of("X-GitHub-Event", "X-Gitea-Event", "X-Gitlab-Event", "X-Event-Key").stream()
            .flatMap(name -> headers.apply(name).stream())
            .findFirst()
            .orElse("");
    return switch (kind) {
      case "push", "Push Hook", "Tag Push Hook" -> push(json);
      case "pull_request" -> pullRequest(json);
      case "Merge Request Hook" -> mergeRequest(json);
      case "repo:push" -> bitbucket(json);
      case "pullrequest:created",
          "pullrequest:updated",
          "pullrequest:fulfilled",
          "pullrequest:rejected" ->
          bitbucketRequest(json, kind);
      default -> List.of();
    };
  }

  private static List<GitEvent> push(JsonNode json) {
    return pushed(
        text(json, "/ref"),
        text(json, "/before"),
        text(json, "/after"),
        first(json, "/pusher/name", "/pusher/login", "/user_username"));
  }

  private static List<GitEvent> pushed(String ref, String before, String after, String user) {
    if (after.isEmpty() || after.startsWith(NO_COMMIT)) {
      // What is gone begins nothing.
      return List.of();
    }
    if (ref.startsWith(TAG)) {
      return List.of(
          GitEvent.of(
              "type",
              GitEvent.TAG,
              "tag",
              ref.substring(TAG.length()),
              "commit",
              after,
              "user",
              user));
    }
    return ref.startsWith(BRANCH)
        ? List.of(
            GitEvent.of(
                "type",
                GitEvent.PUSH,
                "branch",
                ref.substring(BRANCH.length()),
                "commit",
                after,
                "before",
                before.startsWith(NO_COMMIT) ? "" : before,
                "user",
                user))
        : List.of();
  }

  private static List<GitEvent> pullRequest(JsonNode json) {
    JsonNode request = json.path("pull_request");
    String from = text(request, "/head/repo/full_name");
    boolean merged = request.path("merged").asBoolean(false);
    String action =
        switch (text(json, "/action")) {
          case "opened", "reopened" -> "opened";
          case "synchronize", "synchronized" -> "updated";
          case "closed" -> merged ? "merged" : "closed";
          default -> "";
        };
    return requested(
        action,
        from.equals(text(request, "/base/repo/full_name")),
        "number",
        text(json, "/number"),
        "sourceBranch",
        text(request, "/head/ref"),
        "targetBranch",
        text(request, "/base/ref"),
        "commit",
        merged ? text(request, "/merge_commit_sha") : text(request, "/head/sha"),
        "title",
        text(request, "/title"),
        "user",
        text(json, "/sender/login"));
  }

  private static List<GitEvent> mergeRequest(JsonNode json) {
    JsonNode request = json.path("object_attributes");
    String action =
        switch (text(request, "/action")) {
          case "open", "reopen" -> "opened";
          case "update" -> "updated";
          case "merge" -> "merged";
          case "close" -> "closed";
          default -> "";
        };
    return requested(
        action,
        text(request, "/source_project_id").equals(text(request, "/target_project_id")),
        "number",
        text(request, "/iid"),
        "sourceBranch",
        text(request, "/source_branch"),
        "targetBranch",
        text(request, "/target_branch"),
        "commit",
        action.equals("merged")
            ? first(request, "/merge_commit_sha", "/last_commit/id")
            : text(request, "/last_commit/id"),
        "title",
        text(request, "/title"),
        "user",
        text(json, "/user/username"));
  }

  private static List<GitEvent> bitbucket(JsonNode json) {
    List<GitEvent> events = new ArrayList<>();
    for (JsonNode change : json.path("push").path("changes")) {
      boolean tag = text(change, "/new/type").equals("tag");
      events.addAll(
          pushed(
              (tag ? TAG : BRANCH) + text(change, "/new/name"),
              text(change, "/old/target/hash"),
              text(change, "/new/target/hash"),
              text(json, "/actor/nickname")));
    }
    return events;
  }

  private static List<GitEvent> bitbucketRequest(JsonNode json, String kind) {
    JsonNode request = json.path("pullrequest");
    String action =
        switch (kind) {
          case "pullrequest:created" -> "opened";
          case "pullrequest:updated" -> "updated";
          case "pullrequest:fulfilled" -> "merged";
          default -> "closed";
        };
    return requested(
        action,
        text(request, "/source/repository/full_name")
            .equals(text(request, "/destination/repository/full_name")),
        "number",
        text(request, "/id"),
        "sourceBranch",
        text(request, "/source/branch/name"),
        "targetBranch",
        text(request, "/destination/branch/name"),
        "commit",
        action.equals("merged")
            ? text(request, "/merge_commit/hash")
            : text(request, "/source/commit/hash"),
        "title",
        text(request, "/title"),
        "user",
        text(json, "/actor/nickname"));
  }

  /// @param own whether it is from the repository itself: strangers begin nothing with a fork
  private static List<GitEvent> requested(String action, boolean own, String... pairs) {
    if (action.isEmpty() || (!own && !action.equals("merged"))) {
      return List.of();
    }
    GitEvent event = GitEvent.of(pairs);
    event.values().put("type", GitEvent.PULL_REQUEST);
    event.values().put("action", action);
    return event.commit().isEmpty() ? List.of() : List.of(event);
  }

  private static String first(JsonNode json, String... pointers) {
    for (String pointer : pointers) {
      String found = text(json, pointer);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  private static String text(JsonNode json, String pointer) {
    JsonNode found = json.at(pointer);
    String text = found.isValueNode() && !found.isNull() ? found.asString() : "";
    return text.length() > LONGEST || text.indexOf(0) >= 0 ? "" : text;
  }
}
