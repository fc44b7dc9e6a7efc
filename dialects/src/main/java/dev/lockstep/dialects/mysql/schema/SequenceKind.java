package dev.lockstep.dialects.mysql.schema;

import dev.lockstep.plan.ObjectKind;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Is a sequence of MariaDB.
final class SequenceKind implements ObjectKind {
  static final String NAME = "sequence";

  static ObjectId id(String name) {
    return ObjectId.of(NAME, name);
  }

  /// Notes a sequence that is among the tables.
  static void found(Catalog catalog, String name, String engine, String comment) {
    catalog.add(NAME, null, name).put("engine", engine).put("comment", comment);
  }

  /// Asks all of them in one query, each being its own only row.
  static void read(Catalog catalog) throws SQLException {
    List<Found> sequences = catalog.ofKind(NAME);
    if (sequences.isEmpty()) {
      return;
    }
    catalog.show(
        sequences.stream()
            .map(sequence ->
                "SELECT "
                    + Spelling.literal(sequence.id.name())
                    + " AS s, start_value, minimum_value, maximum_value, increment, cache_size,"
                    + " cycle_option FROM "
                    + Spelling.name(sequence.id.name()))
            .collect(Collectors.joining(" UNION ALL ")),
        row -> {
          Optional<Found> sequence = catalog.find(NAME, row.text("s"));
          if (sequence.isPresent()) {
            read(sequence.get(), row);
          }
        });
  }

  private static void read(Found sequence, Catalog.Row row) throws SQLException {
    sequence.list(
        "options",
        List.of(
            "START WITH " + row.text("start_value"),
            "MINVALUE " + row.text("minimum_value"),
            "MAXVALUE " + row.text("maximum_value"),
            "INCREMENT BY " + row.text("increment"),
            row.text("cache_size").equals("0") ? "NOCACHE" : "CACHE " + row.text("cache_size"),
            row.text("cycle_option").equals("1") ? "CYCLE" : "NOCYCLE"));
    String type = sequence.text("_type");
    sequence.attributes.remove("_type");
    if (!type.matches("bigint(\\(\\d+\\))?")) {
      sequence.put("type", type);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> create(SchemaObject object, DatabaseSchema desired) {
    return List.of(
        "CREATE SEQUENCE "
            + Spelling.name(object.id().name())
            + (object.has("type") ? " AS " + object.text("type") : "")
            + " "
            + String.join(" ", object.texts("options"))
            + " ENGINE="
            + object.text("engine")
            + (object.has("comment")
                ? " COMMENT=" + Spelling.literal(object.text("comment"))
                : ""));
  }

  @Override
  public List<String> drop(SchemaObject object, DatabaseSchema live) {
    return List.of("DROP SEQUENCE " + Spelling.name(object.id().name()));
  }

  @Override
  public Optional<String> lossWhenDropped(SchemaObject object) {
    return Optional.of("how far " + object.id() + " has counted");
  }

  @Override
  public Alteration alter(Change change) {
    SchemaObject to = change.to();
    String name = Spelling.name(to.id().name());
    List<String> statements = new ArrayList<>();
    if (change.touches("type") || change.touches("options")) {
      String type =
          change.touches("type") ? " AS " + (to.has("type") ? to.text("type") : "BIGINT") : "";
      statements.add("ALTER SEQUENCE " + name + type + " " + String.join(" ", to.texts("options")));
    }
    if (change.touches("engine")) {
      statements.add("ALTER TABLE " + name + " ENGINE=" + to.text("engine"));
    }
    if (change.touches("comment")) {
      statements.add("ALTER TABLE " + name + " COMMENT=" + Spelling.literal(to.text("comment")));
    }
    return Alteration.inPlace(statements);
  }
}
