package dev.lockstep.server.api;

import dev.lockstep.access.Action;
import dev.lockstep.error.LockstepException;
import dev.lockstep.server.entity.Kind.Level;
import dev.lockstep.server.entity.Place;
import dev.lockstep.server.store.Database;
import dev.lockstep.server.store.Json;
import dev.lockstep.server.web.Answer;
import dev.lockstep.server.web.Call;
import dev.lockstep.server.web.Problem;
import dev.lockstep.server.web.Route;
import dev.lockstep.server.web.Route.About;
import dev.lockstep.server.web.Route.Guard;
import dev.lockstep.server.work.ProjectPlaces;
import dev.lockstep.steps.Inquiry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs commands that change nothing on the databases of a project.
final class InquiryRoutes {
  private static final int MOST_WORDS = 500;
  private static final int AT_ONCE = 4;
  private static final String REF = "--ref";

  /// The options of all of them that have a value.
  private static final Set<String> VALUED =
      Set.of("-e", "--environment", "-s", "--schema", "-i", "--instance", REF, "--output");

  private static final Set<String> PLAIN = Set.of("-v", "--verbose", "-q", "--quiet");

  /// What may be asked, what one must be allowed for it, and its own options.
  private static final Map<String, Verb> VERBS =
      Map.of(
          "status", new Verb(Action.READ, Set.of(), Set.of()),
          "plan", new Verb(Action.READ, Set.of("--target"), Set.of("--no-review", "--online")),
          "validate", new Verb(Action.READ, Set.of(), Set.of()),
          "history",
              new Verb(
                  Action.READ,
                  Set.of("--deployment", "--limit"),
                  Set.of("--statements", "--changes", "--decisions")),
          "drift", new Verb(Action.RUN, Set.of(), Set.of()),
          "rehearse", new Verb(Action.RUN, Set.of(), Set.of("--reversible", "--data-sample")));

  private final Database database;
  private final ProjectPlaces places;
  private final Inquiry inquiry;
  private final Semaphore turns = new Semaphore(AT_ONCE);

  private record Verb(Action needed, Set<String> valued, Set<String> plain) {}

  InquiryRoutes(Database database, ProjectPlaces places, Inquiry inquiry) {
    this.database = database;
    this.places = places;
    this.inquiry = inquiry;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            EntityRoutes.base(Level.PROJECT) + "/inquiries",
            new Guard.Needs(Action.READ, path -> EntityRoutes.place(path).resource()),
            this::ask,
            About.of(
                    "inquire",
                    "Runs a command that changes nothing on the project's databases: %s."
                        .formatted(String.join(", ", new TreeSet<>(VERBS.keySet()))))
                .takes("Inquiry")
                .gives("Said")
                .answers(200, "What it said.")
                .answers(409, "The project's repository, or what is declared, stops it.")
                .answers(503, "Too many others are asking.")));
  }

  private Answer ask(Call call) {
    ObjectNode body = call.objectOf("words", "colours");
    List<String> words = words(body.path("words"));
    Verb verb = VERBS.get(words.getFirst());
    if (verb == null) {
      throw Problem.invalid(
          "The command " + words.getFirst() + " cannot be asked for here.",
          "There is " + String.join(", ", new TreeSet<>(VERBS.keySet())) + ".");
    }
    String ref = checked(words, verb);
    Place place = EntityRoutes.place(call::pathOrNone);
    call.require(verb.needed(), place.resource());
    database.in(connection -> {
      EntityRoutes.inPlace(connection, place);
      return place;
    });
    if (!turns.tryAcquire()) {
      throw new Problem(
          503,
          "busy",
          "Others are asking as much as this server takes at once.",
          "Try again soon.");
    }
    try {
      var where = places.at(place, ref);
      List<String> asked = new ArrayList<>(words);
      if (ref.isEmpty() && where.ref() != null) {
        asked.add(REF + "=" + where.ref());
      }
      return said(inquiry.ask(where, asked, body.path("colours").asBoolean(false)));
    } catch (LockstepException failed) {
      String next = failed.nextStep();
      throw Problem.conflict(failed.getMessage(), next == null ? "" : next);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new Problem(503, "ending", "The server ends.", "Try again soon.");
    } finally {
      turns.release();
    }
  }

  private static Answer said(Inquiry.Said said) {
    if (!said.complete()) {
      throw new Problem(
          503,
          "too-much",
          "The command took too long, or said more than 16 MiB.",
          "Ask about fewer instances.");
    }
    ObjectNode answer = Json.object();
    answer.put("exit", said.exit());
    answer.put("output", said.output());
    answer.put("notes", said.notes());
    return Answer.ok(answer);
  }

  private static List<String> words(JsonNode list) {
    if (!list.isArray()
        || list.isEmpty()
        || list.size() > MOST_WORDS
        || !list.valueStream().allMatch(JsonNode::isString)) {
      throw Problem.invalid(
          "The key words must hold a list of 1 to " + MOST_WORDS + " texts.",
          "Send the command and its options.");
    }
    return list.valueStream().map(JsonNode::stringValue).toList();
  }

  /// Refuses options that are not for others than those at the machine itself.
  ///
  /// @return the value of `--ref`; empty where it is not there
  private static String checked(List<String> words, Verb verb) {
    String ref = "";
    for (int at = 1; at < words.size(); at++) {
      String word = words.get(at);
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String option = equals < 0 ? word : word.substring(0, equals);
      if (PLAIN.contains(word) || verb.plain().contains(word)) {
        continue;
      }
      if (!VALUED.contains(option) && !verb.valued().contains(option)) {
        throw Problem.invalid(
            "%s is not for %s at a server.".formatted(option, words.getFirst()),
            "Leave it out, or run the command where the files are.");
      }
      if (equals < 0) {
        at++;
      }
      if (at >= words.size()) {
        throw Problem.invalid(option + " needs a value.", "Add it.");
      }
      String value = equals < 0 ? words.get(at) : word.substring(equals + 1);
      if (option.equals(REF)) {
        ref = value;
      }
      if (value.startsWith("-")) {
        throw Problem.invalid("The value of %s begins with \"-\".".formatted(option), "Mend it.");
      }
    }
    if (ref.contains("#") || ref.contains(":")) {
      throw Problem.invalid(
          "A ref at a server is a branch, tag or commit of the project's repository.", "Name one.");
    }
    return ref;
  }
}
