package dev.lockstep.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Is everything that a database holds, or is meant to hold, at one moment.
///
/// *Shape*: objects by name, in the order of [ObjectId]; `notManaged` names what was seen and is
/// not understood. `beginning` are the statements that make a new database begin as this one did,
/// where not all begin alike: what is in no object, and yet decides what the same statements make.
public final class DatabaseSchema {
  private final String dialect;
  private final int majorVersion;
  private final SortedMap<ObjectId, SchemaObject> objects;
  private final List<String> notManaged;
  private final List<String> beginning;
  private final Map<ObjectId, List<SchemaObject>> children = new HashMap<>();
  private final Map<ObjectId, List<SchemaObject>> users = new HashMap<>();
  private final Map<String, List<SchemaObject>> kinds = new HashMap<>();

  /// @param majorVersion of the server, which decides what its objects can be
  public DatabaseSchema(
      String dialect, int majorVersion, Collection<SchemaObject> objects, List<String> notManaged) {
    this(dialect, majorVersion, objects, notManaged, List.of());
  }

  private DatabaseSchema(
      String dialect,
      int majorVersion,
      Collection<SchemaObject> objects,
      List<String> notManaged,
      List<String> beginning) {
    this.beginning = List.copyOf(beginning);
    this.dialect = dialect;
    this.majorVersion = majorVersion;
    SortedMap<ObjectId, SchemaObject> sorted = new TreeMap<>();
    objects.forEach(object -> sorted.put(object.id(), object));
    this.objects = Collections.unmodifiableSortedMap(sorted);
    this.notManaged = notManaged.stream().sorted().toList();
    for (SchemaObject object : this.objects.values()) {
      kinds.computeIfAbsent(object.kind(), _ -> new ArrayList<>()).add(object);
      ObjectId parent = object.parent();
      if (parent != null) {
        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(object);
      }
      object
          .uses()
          .forEach(used -> users.computeIfAbsent(used, _ -> new ArrayList<>()).add(object));
    }
  }

  public String dialect() {
    return dialect;
  }

  public int majorVersion() {
    return majorVersion;
  }

  public SortedMap<ObjectId, SchemaObject> objects() {
    return objects;
  }

  public List<String> notManaged() {
    return notManaged;
  }

  public List<String> beginning() {
    return beginning;
  }

  /// Returns the same schema of a database that began so.
  public DatabaseSchema begunBy(List<String> statements) {
    return new DatabaseSchema(dialect, majorVersion, objects.values(), notManaged, statements);
  }

  public Optional<SchemaObject> find(ObjectId id) {
    return Optional.ofNullable(objects.get(id));
  }

  /// Returns an object that is known to be here.
  public SchemaObject get(ObjectId id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("there is no " + id));
  }

  /// Lists an object and what it belongs to, as far as they are here.
  public List<SchemaObject> lineage(ObjectId id) {
    List<SchemaObject> lineage = new ArrayList<>();
    for (SchemaObject at = objects.get(id); at != null; ) {
      lineage.add(at);
      ObjectId parent = at.parent();
      at = parent == null ? null : objects.get(parent);
    }
    return lineage;
  }

  /// Lists what belongs to an object directly.
  public List<SchemaObject> children(ObjectId parent) {
    return Collections.unmodifiableList(children.getOrDefault(parent, List.of()));
  }

  /// Lists the children of one kind.
  public List<SchemaObject> children(ObjectId parent, String kind) {
    return children(parent).stream().filter(child -> child.kind().equals(kind)).toList();
  }

  /// Lists all objects of one kind.
  public List<SchemaObject> ofKind(String kind) {
    return Collections.unmodifiableList(kinds.getOrDefault(kind, List.of()));
  }

  /// Lists what uses an object directly.
  public List<SchemaObject> users(ObjectId used) {
    return Collections.unmodifiableList(users.getOrDefault(used, List.of()));
  }

  /// Returns the same schema with other objects in place of its own.
  public DatabaseSchema holding(Collection<SchemaObject> others) {
    return new DatabaseSchema(dialect, majorVersion, others, notManaged, beginning);
  }

  /// Returns the same schema without some objects and everything that belongs to them.
  public DatabaseSchema without(Predicate<ObjectId> unwanted) {
    List<SchemaObject> wanted =
        objects.values().stream().filter(object -> !isWithin(object.id(), unwanted)).toList();
    return wanted.size() == objects.size() ? this : holding(wanted);
  }

  private boolean isWithin(ObjectId id, Predicate<ObjectId> unwanted) {
    SchemaObject object = objects.get(id);
    ObjectId parent = object == null ? null : object.parent();
    return unwanted.test(id) || (parent != null && isWithin(parent, unwanted));
  }

  /// Returns SHA-256 over everything that can be a difference, in lower-case hex.
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (SchemaObject object : objects.values()) {
        add(digest, object.kind());
        object.id().path().forEach(part -> add(digest, part));
        object
            .attributes()
            .forEach((name, texts) -> {
              if (!name.startsWith("_")) {
                add(digest, name);
                texts.forEach(text -> add(digest, text));
              }
            });
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
