package dev.lockstep.server.web;

import dev.lockstep.access.Action;
import dev.lockstep.access.Resource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// Is one thing that can be asked for, with what one must be allowed for it.
///
/// @param path with names in braces for parts that vary
/// @param about for the published description
public record Route(String method, String path, Guard guard, Handler handler, About about) {
  private static final String MANY = "...}";

  /// Says who may ask.
  public sealed interface Guard {
    /// Everybody, without saying who they are.
    ///
    /// @param reason why
    record Open(String reason) implements Guard {}

    /// Whoever is known, for what is their own.
    ///
    /// @param reason why
    record Known(String reason) implements Guard {}

    /// Whoever may do something at the place that the path names.
    record Needs(Action action, Function<Function<String, String>, Resource> at) implements Guard {}
  }

  /// Answers requests that were let in.
  public interface Handler {
    Answer handle(Call call) throws SQLException;
  }

  /// Says what is published of a route.
  ///
  /// @param body the name of the schema of the body; empty for none
  /// @param answers what each status says, the good ones; of the others those that are particular
  /// @param answer the name of the schema of the good answer; empty for none
  /// @param parameters of the query, with what they mean
  public record About(
      String id,
      String summary,
      String body,
      String answer,
      SequencedMap<Integer, String> answers,
      SequencedMap<String, String> parameters) {
    public static About of(String id, String summary) {
      return new About(id, summary, "", "", new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    public About takes(String schema) {
      return new About(id, summary, schema, answer, answers, parameters);
    }

    public About gives(String schema) {
      return new About(id, summary, body, schema, answers, parameters);
    }

    public About answers(int status, String meaning) {
      SequencedMap<Integer, String> more = new LinkedHashMap<>(answers);
      more.put(status, meaning);
      return new About(id, summary, body, answer, more, parameters);
    }

    public About parameter(String name, String meaning) {
      SequencedMap<String, String> more = new LinkedHashMap<>(parameters);
      more.put(name, meaning);
      return new About(id, summary, body, answer, answers, more);
    }
  }

  /// Returns what stands in the places of a path that fits; empty when it does not. A place whose
  /// name ends with dots holds all parts up to what follows it, with slashes between them.
  Optional<Map<String, String>> match(List<String> sent) {
    List<String> own = parts(path);
    int surplus = sent.size() - own.size();
    boolean wide = own.stream().anyMatch(name -> name.endsWith(MANY));
    if (surplus < 0 || (surplus > 0 && !wide)) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    int at = 0;
    for (String name : own) {
      int end = name.endsWith(MANY) ? at + 1 + surplus : at + 1;
      String value = String.join("/", sent.subList(at, end));
      at = end;
      if (name.startsWith("{")) {
        if (value.isEmpty()) {
          // It would stand for the place around the one that is meant.
          return Optional.empty();
        }
        values.put(name.replace(MANY, "}").substring(1).replace("}", ""), value);
      } else if (!name.equals(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static List<String> parts(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /// Returns the parts of a path as it was sent.
  ///
  /// *Errors*: `IllegalArgumentException` when it cannot be read.
  static List<String> decoded(String sent) {
    return parts(sent).stream()
        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }
}
