package dev.lockstep.cli;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.rego.builtin.Yaml;
import dev.lockstep.rego.value.Json.JsonException;
import dev.lockstep.rego.value.RegoObject;
import dev.lockstep.rego.value.RegoString;
import dev.lockstep.rego.value.Value;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.TreePath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects the texts of policies, and the data beside them.
///
/// *Shape*: as in OPA's bundles, files named `data.json` and `data.yaml` are data, below the names
/// of the folders that lead to them; a file of data that is named itself is data as a whole.
///
/// *Errors*: `CHANGE_FILE` for what is no text, no data or said twice, with the file.
final class PolicyTexts {
  private static final int MOST_NAMED = 10;
  private static final String END = ".rego";
  private static final List<String> DATA = List.of("data.json", "data.yaml", "data.yml");
  private static final List<String> ENDS = List.of(".json", ".yaml", ".yml");

  private final SequencedMap<String, String> policies = new LinkedHashMap<>();
  private final SequencedMap<String, RegoObject> found = new LinkedHashMap<>();
  private final Map<String, String> all = new TreeMap<>();
  private RegoObject data = RegoObject.EMPTY;

  /// Tells whether a file in a folder of policies is one, or data.
  private static boolean wants(String name) {
    return name.endsWith(END) || DATA.contains(name.substring(name.lastIndexOf('/') + 1));
  }

  /// Lists the policies, and the data, below a folder of a tree.
  ///
  /// *Errors*: `CHANGE_FILE` with all that may be meant for one and is none, for what is passed
  /// over judges nothing: links, what is no regular file, folders named like policies, names that
  /// end in `.REGO`.
  ///
  /// @param above what stands before paths when people are told, empty for nothing
  static List<String> below(FileTree files, String folder, String above) {
    FileTree.Listing listing = files.listing(folder);
    List<String> odd = new ArrayList<>();
    listing
        .leftOut()
        .forEach(one -> odd.add(TreePath.shown(above + one.path()) + " " + one.reason()));
    listing.files().forEach(file -> misnamed(folder, file.path(), above).ifPresent(odd::add));
    if (!odd.isEmpty()) {
      List<String> all = odd.stream().distinct().toList();
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())))
              + (all.size() > MOST_NAMED ? " and " + (all.size() - MOST_NAMED) + " more" : ""),
          "Put the files themselves there, or name the policies one by one.");
    }
    return listing.files().stream().map(FileEntry::path).filter(PolicyTexts::wants).toList();
  }

  private static Optional<String> misnamed(String folder, String path, String above) {
    int slash = path.indexOf('/', folder.isEmpty() ? 0 : folder.length() + 1);
    for (; slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String way = path.substring(0, slash);
      if (way.toLowerCase(Locale.ROOT).endsWith(END)) {
        return Optional.of(TreePath.shown(above + way) + " is a folder");
      }
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    return wants(lower) && !wants(name)
        ? Optional.of(TreePath.shown(above + path) + " must be named " + TreePath.shown(lower))
        : Optional.empty();
  }

  /// Takes a file.
  ///
  /// @param name as people are told
  /// @param inside its way from the folder that was named, empty where the file itself was
  void take(String name, String inside, byte[] bytes) {
    String text = text(name, bytes);
    all.put(name, text);
    if (ENDS.stream().noneMatch(name::endsWith)) {
      policies.put(name, text);
      return;
    }
    RegoObject more = data(name, inside, text);
    data = merged(data, more, name, List.of());
    found.put(name, more);
  }

  /// Returns the texts of policies by their names.
  SequencedMap<String, String> policies() {
    return Collections.unmodifiableSequencedMap(policies);
  }

  RegoObject data() {
    return data;
  }

  /// Returns all names and texts, in an order of their own.
  String everything() {
    return all.toString();
  }

  private static String text(String name, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
      }
    } catch (CharacterCodingException e) {
      throw noText(name, e);
    }
    throw noText(name, null);
  }

  private static LockstepException noText(String name, @Nullable Exception why) {
    return new LockstepException(
        ErrorCode.CHANGE_FILE, name + " is no text in UTF-8.", "Write policies in UTF-8.", why);
  }

  private static RegoObject data(String name, String inside, String text) {
    Value value = read(name, text);
    String[] way = inside.split("/");
    for (int at = way.length - 2; at >= 0; at--) {
      value = RegoObject.of(way[at], value);
    }
    if (value instanceof RegoObject object) {
      return object;
    }
    throw new LockstepException(
        ErrorCode.CHANGE_FILE, name + " holds no object.", "Write names with values.");
  }

  private static Value read(String name, String text) {
    boolean json = name.endsWith(".json");
    try {
      return json ? dev.lockstep.rego.value.Json.read(text) : Yaml.read(text);
    } catch (JsonException | IllegalArgumentException e) {
      throw new LockstepException(
          ErrorCode.CHANGE_FILE,
          "%s is no %s: %s"
              .formatted(
                  name,
                  json ? "JSON" : "YAML",
                  String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          "Correct it there.",
          e);
    }
  }

  private RegoObject merged(RegoObject one, RegoObject other, String name, List<String> way) {
    Map<Value, Value> both = one.copy();
    for (Value key : other.keys()) {
      Value before = both.get(key);
      Value value = other.at(key);
      List<String> here = new ArrayList<>(way);
      here.add(key instanceof RegoString text ? text.text() : key.toString());
      if (before == null) {
        both.put(key, value);
      } else if (before instanceof RegoObject inner && value instanceof RegoObject more) {
        both.put(key, merged(inner, more, name, here));
      } else {
        throw new LockstepException(
            ErrorCode.CHANGE_FILE,
            "%s and %s both say what data.%s is."
                .formatted(first(here), name, String.join(".", here)),
            "Say it in one of them.");
      }
    }
    return RegoObject.of(both);
  }

  /// Names the file that says something first.
  private String first(List<String> way) {
    for (Map.Entry<String, RegoObject> file : found.entrySet()) {
      Value value = file.getValue();
      for (String key : way) {
        value = value instanceof RegoObject object ? object.get(key) : null;
      }
      if (value != null) {
        return file.getKey();
      }
    }
    return "another file";
  }
}
