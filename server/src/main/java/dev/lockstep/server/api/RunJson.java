package dev.lockstep.server.api;

import dev.lockstep.pipeline.run.Failure;
import dev.lockstep.pipeline.run.Hold;
import dev.lockstep.pipeline.run.Progress;
import dev.lockstep.pipeline.run.Run;
import dev.lockstep.pipeline.run.Vote;
import dev.lockstep.server.entity.BrokenGlass;
import dev.lockstep.server.entity.ProjectRuns.Summary;
import dev.lockstep.server.store.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows runs as JSON.
final class RunJson {
  private RunJson() {}

  static ObjectNode summary(Summary run) {
    ObjectNode json = Json.object();
    json.put("id", run.run());
    json.put("organisation", run.place().organisation());
    json.put("project", run.place().project());
    json.put("pipeline", run.pipeline());
    json.put("revision", run.began().revision());
    json.put("beganBy", run.began().by());
    json.put("status", run.standing().status());
    json.put("begun", run.standing().begun().toString());
    put(json, "ended", run.standing().ended());
    return json;
  }

  /// @param broken who let it past its gates; null for nobody
  static ObjectNode whole(Summary summary, Run run, BrokenGlass.@Nullable Broken broken) {
    ObjectNode json = summary(summary);
    if (broken != null) {
      ObjectNode glass = json.putObject("brokenGlass");
      glass.put("by", broken.by());
      glass.put("reason", broken.reason());
      glass.put("at", broken.at().toString());
    }
    run.part(Run.ROOT)
        .ifPresent(root -> {
          json.put("status", root.status().name());
          put(json, "ended", root.ended());
        });
    ArrayNode parts = json.putArray("parts");
    run.parts().forEach((key, part) -> parts.add(part(key, part)));
    return json;
  }

  private static ObjectNode part(String key, Progress part) {
    ObjectNode json = Json.object();
    json.put("key", key);
    json.put("status", part.status().name());
    json.put("attempt", part.attempt());
    put(json, "begun", part.begun());
    put(json, "ended", part.ended());
    put(json, "due", part.due());
    Failure failure = part.failure();
    if (failure != null) {
      json.putObject("failure")
          .put("kind", failure.kind().name())
          .put("message", failure.message());
    }
    json.set("settings", ValueNodes.node(part.settings()));
    json.set("output", ValueNodes.node(part.output()));
    Hold hold = part.hold();
    if (hold != null) {
      ObjectNode gate = json.putObject("gate");
      gate.put("content", hold.content());
      gate.put("wanted", hold.wanted());
      put(gate, "until", hold.until());
      gate.set("about", ValueNodes.node(hold.about()));
    }
    ArrayNode votes = json.putArray("votes");
    part.votes().forEach(vote -> votes.add(vote(vote)));
    return json;
  }

  private static ObjectNode vote(Vote vote) {
    ObjectNode json = Json.object();
    json.put("by", vote.by());
    json.put("vote", vote.approves() ? "approve" : "reject");
    json.put("comment", vote.comment());
    json.set("inputs", ValueNodes.node(vote.inputs()));
    json.put("at", vote.at().toString());
    return json;
  }

  private static void put(ObjectNode json, String key, @Nullable Instant time) {
    if (time != null) {
      json.put(key, time.toString());
    }
  }
}
