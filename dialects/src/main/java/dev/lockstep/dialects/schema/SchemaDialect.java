package dev.lockstep.dialects.schema;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.TableSize;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.Planner;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads what databases of one product hold, and writes the statements between two states of them.
public interface SchemaDialect {
  /// Returns the name used in `lockstep.yaml`.
  String name();

  /// Reads the database of a connection, which is in autocommit mode. Writes nothing.
  ///
  /// *Errors*: the driver's own, for the caller to translate.
  DatabaseSchema inspect(Connection connection) throws SQLException;

  Planner planner();

  /// Lists what every new database has, on a server of a major version.
  default List<SchemaObject> ofNewDatabase(int majorVersion) {
    return List.of();
  }

  /// Tells what of a database belongs to what other schemas speak of, so that it is missing there
  /// when it is not in them. A database may hold more than one project's objects.
  default Predicate<ObjectId> scope(List<DatabaseSchema> spoken) {
    return _ -> true;
  }

  /// Plans a schema out of what every new database has.
  default List<SchemaChange> creation(DatabaseSchema schema) {
    List<SchemaObject> there =
        ofNewDatabase(schema.majorVersion()).stream()
            .filter(object -> schema.find(object.id()).isPresent())
            .toList();
    return planner()
        .plan(
            new DatabaseSchema(schema.dialect(), schema.majorVersion(), there, List.of()), schema);
  }

  /// Writes the statement that gives an object another name.
  ///
  /// *Errors*: `USAGE` for a kind whose objects keep their names.
  String rename(ObjectId id, String name);

  /// Tells of each object which one it is, whatever it is called; renames and moves keep that.
  /// Empty where a product cannot tell.
  default Map<ObjectId, String> identities(Connection connection) throws SQLException {
    return Map.of();
  }

  /// Writes the statement that takes an object, with what belongs to it, to another schema.
  ///
  /// *Errors*: `USAGE` where objects stay where they are.
  default String move(ObjectId id, String schema) {
    throw new LockstepException(
        ErrorCode.USAGE,
        "Lockstep takes no " + id.kind().replace('_', ' ') + " elsewhere here.",
        "Let " + id + " be dropped and created, or move it by hand first.");
  }

  /// Writes the statement that makes an empty database on a server.
  ///
  /// @param name a plain word
  default String createDatabase(String name) {
    return "CREATE DATABASE " + name;
  }

  /// Leaves out of a statement what is no part of a schema and holds on one server only.
  default String onAnyServer(String sql) {
    return sql;
  }

  /// Writes the statement by which a session holds a database that it makes, before it makes it and
  /// for as long as the session lives.
  ///
  /// @param name of the database
  /// @param mark 16 hexadecimal digits, with which the name ends
  default String hold(String name, String mark) {
    throw new LockstepException(
        ErrorCode.USAGE,
        "There is no server of " + name() + " that could hold scratch databases.",
        "Leave it out to have them made by Lockstep itself.");
  }

  /// Writes the query for databases of such names that no session holds any more, nor is in.
  ///
  /// @param prefix what stands before the mark, a plain word
  default String abandoned(String prefix) {
    return hold(prefix, "");
  }

  /// Tells how large tables are, by the server's statistics; nothing where it keeps none.
  default Map<QualifiedName, TableSize> sizes(Connection connection) throws SQLException {
    return Map.of();
  }

  /// Says, as words behind "it", what a session's user may do on the machine of the server, beyond
  /// its databases; empty for nothing.
  default Optional<String> rightsOnMachine(Connection connection) throws SQLException {
    return Optional.empty();
  }

  /// Names what a server left out of a statement, by its own remark; empty for any other remark.
  default Optional<String> leftOut(SQLWarning remark) {
    return Optional.empty();
  }

  /// Writes a statement into a script that the product's own client program reads.
  default String scripted(String sql) {
    return sql + ";\n";
  }

  /// Leaves out of a plan what makes it one piece by itself, for a run inside a transaction of
  /// somebody else's.
  default List<String> withinTransaction(List<String> statements) {
    return statements;
  }

  /// Lists what a session is told before it creates objects that others will only follow.
  default List<String> preparation() {
    return List.of();
  }

  /// Lists what takes back every setting of a session.
  default List<String> reset() {
    return List.of();
  }

  /// Returns what makes up rows; empty where nothing does.
  default Optional<SampleRows> sampleRows() {
    return Optional.empty();
  }

  /// Begins to look at what statements do to what is there now; empty where nothing can be seen.
  ///
  /// @param version the major one of the server that the statements are meant for
  default Optional<Watch> watch(Connection connection, int version) throws SQLException {
    return Optional.empty();
  }

  /// Runs statements on a database that nobody else uses, and sees what each does.
  interface Watch {
    /// Runs a statement on the connection that the watch was begun with, in a transaction of its
    /// own.
    Seen run(String sql) throws SQLException;

    /// Sees what a statement does that somebody else sends, in the transaction that is open there.
    ///
    /// @param session another one than the watch was begun with, to the same database
    /// @param sender sends a statement through that session
    Seen run(Connection session, String sql, Sender sender) throws SQLException;
  }

  /// Sends a statement.
  interface Sender {
    void send(String sql) throws SQLException;
  }

  /// Is what was seen of a statement.
  ///
  /// @param effect empty when there was nothing to see it by
  /// @param promise the same statement with that effect written out, so that a server refuses it
  ///   rather than do more; empty where the product has no words for that
  record Seen(Optional<Effect> effect, Optional<String> promise) {}

  /// Asks a live database, briefly and only reading, for rows on which a plan would fail there.
  ///
  /// @param connection in autocommit mode; null where there is none to ask, so that what would be
  ///   asked is said
  /// @param live as it was read through the connection
  default List<RowFinding> rowsInTheWay(
      @Nullable Connection connection,
      List<SchemaChange> changes,
      DatabaseSchema live,
      DatabaseSchema desired)
      throws SQLException {
    return List.of();
  }

  /// Says why a plan leads no further than to what was reached, where the product has no way to
  /// what is desired.
  default Optional<String> noWay(DatabaseSchema reached, DatabaseSchema desired) {
    return Optional.empty();
  }

  /// Tells whether a statement failed for want of something that another may still bring.
  boolean lacksSomething(SQLException failure);

  /// Tells whether a statement that creates something has to wait for all that [#isAwaited], as it
  /// would mean something else before.
  default boolean waits(String sql) {
    return false;
  }

  /// Tells whether a statement has to run before those that [#waits].
  default boolean isAwaited(String sql) {
    return false;
  }

  /// Tells whether a statement failed because what it uses has to be committed first.
  default boolean needsCommit(SQLException failure) {
    return false;
  }

  /// Tells whether a statement failed because only a superuser may run it.
  default boolean lacksRights(SQLException failure) {
    return "42501".equals(failure.getSQLState());
  }
}
