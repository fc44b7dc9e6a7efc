package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.plan.ObjectKind.Change;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes what nearly every kind of object can have beside its definition: a comment, privileges.
///
/// @param type the keyword in `COMMENT ON`
/// @param grantType the keyword in `GRANT … ON`, empty when nothing is granted on this kind
/// @param usual privileges that an object of this kind is born with
record Extras(String type, String grantType, List<String> usual) {
  static final List<String> ATTRIBUTES = List.of("comment", "privileges");

  static Extras of(String type) {
    return new Extras(type, "", List.of());
  }

  static Extras granted(String type) {
    return new Extras(type, type, List.of());
  }

  /// Returns the same for objects on which something is granted from the beginning.
  Extras bornWith(String privilege) {
    return new Extras(type, grantType, List.of(privilege));
  }

  /// Writes what a new object still needs.
  List<String> create(SchemaObject object, String spelled, DatabaseSchema desired) {
    List<String> statements = new ArrayList<>(create(object, spelled));
    statements.addAll(grant(object, spelled, desired));
    return statements;
  }

  /// Writes what a new object still needs on which nothing is granted.
  List<String> create(SchemaObject object, String spelled) {
    return object.has("comment") ? List.of(comment(spelled, object)) : List.of();
  }

  /// Writes what is granted on a new object.
  List<String> grant(SchemaObject object, String spelled, DatabaseSchema desired) {
    if (grantType.isEmpty()) {
      return List.of();
    }
    List<String> wanted = object.texts("privileges");
    // Who creates it is not known: what a role's defaults grant or revoke may have been or not.
    List<String> unwanted =
        DefaultPrivilegeKind.granted(object, grantType, desired).stream()
            .filter(entry -> !wanted.contains(entry) && !usual.contains(entry))
            .toList();
    List<String> statements = new ArrayList<>(privileges(spelled, unwanted, List.of()));
    statements.addAll(privileges(spelled, usual, wanted));
    List<String> doubtful =
        DefaultPrivilegeKind.revoked(usual, grantType, desired).stream()
            .filter(wanted::contains)
            .toList();
    statements.addAll(privileges(spelled, List.of(), doubtful));
    return statements;
  }

  List<String> alter(Change change, String spelled) {
    List<String> statements = new ArrayList<>();
    if (change.touches("comment")) {
      statements.add(comment(spelled, change.to()));
    }
    statements.addAll(regrant(change, spelled));
    return statements;
  }

  /// Writes what is granted and revoked.
  List<String> regrant(Change change, String spelled) {
    return change.touches("privileges") && !grantType.isEmpty()
        ? privileges(spelled, change.from().texts("privileges"), change.to().texts("privileges"))
        : List.of();
  }

  private String comment(String spelled, SchemaObject object) {
    return "COMMENT ON "
        + type
        + " "
        + spelled
        + " IS "
        + (object.has("comment") ? Spelling.literal(object.text("comment")) : "NULL");
  }

  private List<String> privileges(String spelled, List<String> from, List<String> to) {
    return privileges("", "ON " + grantType + " " + spelled, from, to);
  }

  /// Writes what leads from one list of privileges to another.
  ///
  /// @param before what stands before `GRANT` and `REVOKE`
  /// @param on what the privileges are on
  static List<String> privileges(String before, String on, List<String> from, List<String> to) {
    List<String> statements = new ArrayList<>();
    Map<String, List<String>> revoked = new LinkedHashMap<>();
    Map<String, List<String>> noMoreHandedOn = new LinkedHashMap<>();
    for (String old : from) {
      String plain = old.replaceFirst("\\*$", "");
      if (!to.contains(plain) && !to.contains(plain + "*")) {
        add(revoked, plain);
      } else if (old.endsWith("*") && !to.contains(old)) {
        add(noMoreHandedOn, plain);
      }
    }
    Map<String, List<String>> granted = new LinkedHashMap<>();
    Map<String, List<String>> handedOn = new LinkedHashMap<>();
    for (String wanted : to) {
      if (from.contains(wanted) || from.contains(wanted + "*")) {
        continue;
      }
      add(wanted.endsWith("*") ? handedOn : granted, wanted.replaceFirst("\\*$", ""));
    }
    revoked.forEach(
        (who, what) -> statements.add(before + "REVOKE " + list(what) + " " + on + " FROM " + who));
    noMoreHandedOn.forEach((who, what) ->
        statements.add(
            before + "REVOKE GRANT OPTION FOR " + list(what) + " " + on + " FROM " + who));
    granted.forEach(
        (who, what) -> statements.add(before + "GRANT " + list(what) + " " + on + " TO " + who));
    handedOn.forEach((who, what) ->
        statements.add(
            before + "GRANT " + list(what) + " " + on + " TO " + who + " WITH GRANT OPTION"));
    return statements;
  }

  private static void add(Map<String, List<String>> among, String entry) {
    // A role's name may hold the sign itself, a privilege never does.
    int sign = entry.lastIndexOf('=');
    among
        .computeIfAbsent(entry.substring(0, sign), _ -> new ArrayList<>())
        .add(entry.substring(sign + 1));
  }

  private static String list(List<String> privileges) {
    return String.join(", ", privileges);
  }
}
