package dev.lockstep.server.entity;

import dev.lockstep.gate.Approvals;
import dev.lockstep.gate.Freeze;
import dev.lockstep.gate.Gates;
import dev.lockstep.gate.Window;
import dev.lockstep.project.DurationText;
import dev.lockstep.server.store.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what environments demand before their databases are changed.
public final class EnvironmentGates {
  private static final Duration USUAL_EXPIRY = Duration.ofDays(3);
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private EnvironmentGates() {}

  /// Returns the gates of a project's environments that have any, by their names.
  public static Map<String, Gates> of(Connection connection, Place place) throws SQLException {
    Map<String, Gates> all = new HashMap<>();
    for (EntityRows.Entity entity :
        EntityRows.list(
            connection,
            new EntityRows.Query(place, "environments", Map.of(), "", Integer.MAX_VALUE))) {
      JsonNode gates = entity.content().spec().path("gates");
      if (gates.isObject() && !gates.isEmpty()) {
        all.put(entity.id().name(), read(gates));
      }
    }
    return all;
  }

  /// Finds what the form of a specification cannot say.
  static List<String> faults(Connection connection, Place.Id id, JsonNode spec)
      throws SQLException {
    List<String> faults = new ArrayList<>();
    JsonNode gates = spec.path("gates");
    String after = Json.text(gates, "after");
    if (after.equals(id.name())) {
      faults.add("An environment cannot come after itself.");
    } else if (!after.isEmpty()
        && EntityRows.find(connection, id.place().entity("environments", after)).isEmpty()) {
      faults.add("There is no environment " + after + " in this project for after.");
    }
    for (String key : List.of("approvals", "destructive")) {
      String expires = Json.text(gates.path(key), "expires");
      if (!expires.isEmpty()
          && DurationText.parse(expires).filter(EnvironmentGates::is).isEmpty()) {
        faults.add("The time in expires of " + key + " is written like 8h or 2d.");
      }
      JsonNode rule = gates.path(key);
      if (rule.path("groups").isEmpty()
          && !rule.path("users").isEmpty()
          && rule.path("users").size() < rule.path("count").asInt(1)) {
        faults.add("There are fewer users in " + key + " than have to approve.");
      }
    }
    try {
      read(gates);
    } catch (DateTimeException unreadable) {
      faults.add("A time or zone in gates cannot be read: " + unreadable.getMessage() + ".");
    }
    for (JsonNode freeze : gates.path("freezes")) {
      if (faults.isEmpty() && !instant(freeze, "from").isBefore(instant(freeze, "to"))) {
        faults.add("A freeze ends before it begins.");
      }
    }
    return faults;
  }

  private static boolean is(Duration duration) {
    return duration.isPositive();
  }

  private static Gates read(JsonNode gates) {
    List<Window> windows = new ArrayList<>();
    gates.path("windows").forEach(one -> windows.add(window(one)));
    List<Freeze> freezes = new ArrayList<>();
    gates
        .path("freezes")
        .forEach(one ->
            freezes.add(
                new Freeze(instant(one, "from"), instant(one, "to"), Json.text(one, "reason"))));
    String after = Json.text(gates, "after");
    return new Gates(
        approvals(gates.path("approvals")),
        approvals(gates.path("destructive")),
        windows,
        freezes,
        switch (Json.text(gates, "review")) {
          case "error" -> Gates.Findings.ERROR;
          case "warning" -> Gates.Findings.WARNING;
          default -> Gates.Findings.NONE;
        },
        gates.path("rehearsal").asBoolean(false),
        gates.path("wayBack").asBoolean(false),
        after.isEmpty() ? null : after);
  }

  private static @Nullable Approvals approvals(JsonNode rule) {
    return rule.isMissingNode()
        ? null
        : new Approvals(
            texts(rule.path("groups")),
            texts(rule.path("users")),
            rule.path("count").asInt(1),
            DurationText.parse(Json.text(rule, "expires")).orElse(USUAL_EXPIRY),
            rule.path("executorMayApprove").asBoolean(false),
            rule.path("authorMayApprove").asBoolean(false));
  }

  private static Window window(JsonNode window) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    window.path("days").forEach(day -> days.add(DayOfWeek.of(1 + DAYS.indexOf(day.asString()))));
    return new Window(
        days, time(window, "from"), time(window, "to"), ZoneId.of(Json.text(window, "zone")));
  }

  /// The end of a day is the begin of the next one.
  private static LocalTime time(JsonNode window, String key) {
    String text = Json.text(window, key);
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static Instant instant(JsonNode freeze, String key) {
    return Instant.parse(Json.text(freeze, key));
  }

  private static List<String> texts(JsonNode items) {
    Set<String> texts = new TreeSet<>();
    items.forEach(item -> texts.add(item.asString()));
    return List.copyOf(texts);
  }
}
