package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.schema.ObjectId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers what is read of one object.
final class Found {
  final ObjectId id;
  final @Nullable ObjectId parent;
  final SortedMap<String, List<String>> attributes = new TreeMap<>();
  final Set<ObjectId> uses = new LinkedHashSet<>();

  Found(ObjectId id, @Nullable ObjectId parent) {
    this.id = id;
    this.parent = parent;
  }

  /// Notes a text, unless it is empty.
  Found put(String attribute, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      attributes.put(attribute, List.of(text));
    }
    return this;
  }

  Found flag(String attribute, boolean on) {
    return put(attribute, on ? "true" : null);
  }

  Found list(String attribute, List<String> texts) {
    if (!texts.isEmpty()) {
      attributes.put(attribute, List.copyOf(texts));
    }
    return this;
  }

  Found add(String attribute, String text) {
    List<String> texts = new ArrayList<>(texts(attribute));
    texts.add(text);
    attributes.put(attribute, texts);
    return this;
  }

  List<String> texts(String attribute) {
    return attributes.getOrDefault(attribute, List.of());
  }

  String text(String attribute) {
    List<String> texts = texts(attribute);
    return texts.isEmpty() ? "" : texts.getFirst();
  }

  /// Notes what it uses if there is such an object.
  Found uses(ObjectId used) {
    uses.add(used);
    return this;
  }

  /// Notes the columns of a table that a text names.
  Found usesColumns(String table, List<String> names) {
    names.forEach(name -> uses(ObjectId.of(ColumnKind.NAME, table, name)));
    return this;
  }
}
