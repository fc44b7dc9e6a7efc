package dev.lockstep.schema;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Is one object of a database.
///
/// *Shape*: an attribute is a list of texts, mostly of one; one that does not apply, is false or
/// has its default is absent. The name of an attribute that is only information and never a
/// difference begins with `_`.
///
/// @param parent the object it belongs to and vanishes with; null for one that stands alone
/// @param uses what must exist before it and go after it, beside the parent; sorted
public record SchemaObject(
    ObjectId id,
    @Nullable ObjectId parent,
    SortedMap<String, List<String>> attributes,
    List<ObjectId> uses) {
  public SchemaObject {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    uses = uses.stream().distinct().sorted().toList();
  }

  public String kind() {
    return id.kind();
  }

  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  /// Returns an attribute's only text, or an empty one when it is absent.
  public String text(String attribute) {
    List<String> texts = texts(attribute);
    return texts.isEmpty() ? "" : texts.getFirst();
  }

  /// Returns an attribute's texts, none when it is absent.
  public List<String> texts(String attribute) {
    return attributes.getOrDefault(attribute, List.of());
  }
}
