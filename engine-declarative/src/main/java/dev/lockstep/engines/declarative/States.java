package dev.lockstep.engines.declarative;

import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialect.RowWrite.Value;
import dev.lockstep.dialect.Session;
import dev.lockstep.dialects.schema.Bookkeeping;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.scratch.Rename;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Is the table in which the states of declarative schemas are kept, in the target itself.
///
/// *Shape*: a row a state; the newest is the one that was deployed last.
final class States {
  private final Session session;
  private final String schema;
  private final QualifiedName table;

  /// @param schema whose states are meant, by its name in the project
  States(Session session, String schema) {
    this.session = session;
    this.schema = schema;
    this.table = new QualifiedName(session.server().defaultSchema(), Bookkeeping.STATES);
  }

  /// Reads all of them, oldest first; empty when there is no table.
  Optional<List<State>> read() {
    return session
        .queryIfPresent(
            "SELECT state_number, kind, fingerprint, content, renames, applied_at, applied_by FROM "
                + session.dialect().quote(table)
                + " WHERE schema_name = ? ORDER BY state_number",
            schema)
        .map(rows -> rows.stream().map(States::state).toList());
  }

  private static State state(Row row) {
    Long number = row.number("state_number");
    return new State(
        number == null ? 0 : number,
        State.Kind.valueOf(String.valueOf(row.text("kind"))),
        String.valueOf(row.text("fingerprint")),
        String.valueOf(row.text("content")),
        String.valueOf(row.text("renames"))
            .lines()
            .filter(line -> !line.isBlank())
            .map(Rename::parse)
            .toList(),
        row.time("applied_at"),
        row.text("applied_by"));
  }

  /// Returns the statements that create the table.
  List<String> creation() {
    boolean mysql = List.of("mysql", "mariadb").contains(session.dialect().name());
    return List.of(
        """
        CREATE TABLE %2$s (
          schema_name varchar(200) NOT NULL,
          state_number integer NOT NULL,
          kind varchar(20) NOT NULL,
          fingerprint char(64) NOT NULL,
          content %1$s NOT NULL,
          renames %1$s NOT NULL,
          applied_at timestamp NOT NULL,
          applied_by varchar(200) NOT NULL,
          PRIMARY KEY (schema_name, state_number)
        )\
        """
            .formatted(mysql ? "longtext" : "text", session.dialect().quote(table)));
  }

  RowWrite insert(long number, State.Kind kind, DatabaseSchema content, List<Rename> renames) {
    SequencedMap<String, Value> values = new LinkedHashMap<>(key(number));
    values.put("kind", new Value.Literal(kind.name()));
    values.put("fingerprint", new Value.Literal(content.fingerprint()));
    values.put("content", new Value.Literal(State.packed(content)));
    values.put(
        "renames",
        new Value.Literal(
            renames.stream().map(Rename::toString).collect(Collectors.joining("\n"))));
    values.put("applied_at", new Value.Now());
    values.put("applied_by", new Value.Literal(session.server().user()));
    return new RowWrite.Insert(table, values);
  }

  RowWrite remove(State state) {
    return new RowWrite.Delete(table, key(state.number()));
  }

  private SequencedMap<String, Value> key(long number) {
    SequencedMap<String, Value> key = new LinkedHashMap<>();
    key.put("schema_name", new Value.Literal(schema));
    key.put("state_number", new Value.Literal(number));
    return key;
  }
}
