package dev.lockstep.scratch;

import dev.lockstep.diff.Difference;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;

/// Finds what may have been renamed: one object goes and one alike comes at the same place. Nobody
/// but the user knows, so these are questions.
public final class LikelyRenames {
  private LikelyRenames() {}

  public static List<Rename> between(DatabaseSchema live, DatabaseSchema desired) {
    List<SchemaObject> gone = new ArrayList<>();
    List<SchemaObject> come = new ArrayList<>();
    sort(live, desired, gone, come);
    List<Rename> likely = new ArrayList<>();
    pair(
        gone,
        come,
        "table",
        (from, to) -> columns(live, from).equals(columns(desired, to)),
        likely);
    pair(gone, come, "column", (from, to) -> isSameColumn(live, desired, from, to), likely);
    gone.removeIf(one -> likely.stream().anyMatch(known -> known.from().equals(one.id())));
    come.removeIf(one -> likely.stream().anyMatch(known -> known.to(likely).equals(one.id())));
    // The only one that goes and the only one that comes may be the same, and change besides.
    pair(gone, come, "column", (from, to) -> isInSameTable(live, desired, from, to), likely);
    // To SQLite that is no other name.
    likely.removeIf(one ->
        live.dialect().equals("sqlite")
            && one.from().name().equalsIgnoreCase(one.to(likely).name()));
    return likely;
  }

  private static void sort(
      DatabaseSchema live,
      DatabaseSchema desired,
      List<SchemaObject> gone,
      List<SchemaObject> come) {
    for (Difference difference : Difference.between(live, desired)) {
      switch (difference) {
        case Difference.Removed(SchemaObject from) -> gone.add(from);
        case Difference.Added(SchemaObject to) -> come.add(to);
        case Difference.Changed _ -> {}
      }
    }
  }

  /// Finds what can be renamed without asking: keys, checks and indexes that say the same under
  /// another name, and would otherwise be built again; sequences of a column, which would begin
  /// anew.
  static List<Rename> costless(DatabaseSchema live, DatabaseSchema desired) {
    List<SchemaObject> gone = new ArrayList<>();
    List<SchemaObject> come = new ArrayList<>();
    sort(live, desired, gone, come);
    List<Rename> same = new ArrayList<>();
    for (String kind : List.of("constraint", "index")) {
      pair(
          gone,
          come,
          kind,
          (from, to) ->
              Objects.equals(from.parent(), to.parent())
                  && from.uses().equals(to.uses())
                  && nameless(from).equals(nameless(to)),
          same);
    }
    // It counts for the same column, whatever that is called now.
    pair(
        gone,
        come,
        "sequence",
        (from, to) ->
            from.has("_owned_by") && from.texts("_owned_by").equals(to.texts("_owned_by")),
        same);
    return same;
  }

  private static Map<String, List<String>> nameless(SchemaObject object) {
    Map<String, List<String>> attributes = new HashMap<>(object.attributes());
    // An index tells its own name there.
    attributes.computeIfPresent(
        "definition",
        (_, texts) ->
            texts.stream()
                .map(text ->
                    text.replaceFirst("INDEX (?:\"(?:[^\"]|\"\")+\"|[^\\s\"])+ ON ", "INDEX ON "))
                .toList());
    attributes.keySet().removeIf(name -> name.startsWith("_"));
    return attributes;
  }

  /// Pairs those that are alike to exactly one of the other side.
  private static void pair(
      List<SchemaObject> gone,
      List<SchemaObject> come,
      String kind,
      BiPredicate<SchemaObject, SchemaObject> alike,
      List<Rename> likely) {
    for (SchemaObject from : ofKind(gone, kind)) {
      List<SchemaObject> to =
          ofKind(come, kind).stream().filter(one -> alike.test(from, one)).toList();
      if (to.size() == 1
          && ofKind(gone, kind).stream().filter(one -> alike.test(one, to.getFirst())).count()
              == 1) {
        likely.add(new Rename(from.id(), to.getFirst().id().name()));
      }
    }
  }

  private static List<SchemaObject> ofKind(List<SchemaObject> objects, String kind) {
    return objects.stream().filter(object -> object.kind().equals(kind)).toList();
  }

  private static boolean isSameColumn(
      DatabaseSchema live, DatabaseSchema desired, SchemaObject from, SchemaObject to) {
    return isInSameTable(live, desired, from, to) && from.attributes().equals(to.attributes());
  }

  private static boolean isInSameTable(
      DatabaseSchema live, DatabaseSchema desired, SchemaObject from, SchemaObject to) {
    ObjectId table = Objects.requireNonNull(from.parent());
    return table.equals(to.parent())
        && live.find(table).isPresent()
        && desired.find(table).isPresent();
  }

  private static List<List<String>> columns(DatabaseSchema within, SchemaObject table) {
    return within.children(table.id(), "column").stream()
        .map(column -> List.of(column.id().name(), column.text("type")))
        .toList();
  }
}
