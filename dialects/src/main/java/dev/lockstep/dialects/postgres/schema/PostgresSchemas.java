package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.dialects.schema.RowFinding;
import dev.lockstep.dialects.schema.SampleRows;
import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.dialects.schema.TableSizes;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.TableSize;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.plan.Planner;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Is PostgreSQL, for whoever reads and writes schemas.
public final class PostgresSchemas implements SchemaDialect {
  private static final ObjectId PUBLIC = ObjectId.of("schema", "public");
  private static final String EVERYBODY_CREATES = "PUBLIC=CREATE";

  /// The first version whose new databases have a schema where not everybody may create things.
  private static final int CLOSED_PUBLIC = 15;

  private static final Set<String> MISSING =
      Set.of("42P01", "42883", "42704", "3F000", "42703", "42809", "2BP01", "42P16", "42830");

  private static final String NAME_TOO_LONG = "42622";

  private static final Pattern INDEX_OF_WHOLE_ALONE =
      Pattern.compile(
          "(?is)\\s*(CREATE\\s+(UNIQUE\\s+)?INDEX\\b.*?\\sON\\s+ONLY\\s"
              + "|ALTER\\s+TABLE\\s+ONLY\\s.*?\\sADD\\s.*(PRIMARY\\s+KEY|UNIQUE|EXCLUDE)\\b).*");
  private static final Pattern PARTITION =
      Pattern.compile(
          "(?is)\\s*(CREATE\\s+(UNLOGGED\\s+)?TABLE\\s.*?\\sPARTITION\\s+OF\\s"
              + "|ALTER\\s+TABLE\\s.*?\\sATTACH\\s+PARTITION\\s).*");

  @Override
  public String name() {
    return "postgresql";
  }

  /// Says of a name that is too long what the server cut off.
  @Override
  public Optional<String> leftOut(SQLWarning remark) {
    return NAME_TOO_LONG.equals(remark.getSQLState())
        ? Optional.of("the end of a name (%s)".formatted(remark.getMessage()))
        : Optional.empty();
  }

  @Override
  public DatabaseSchema inspect(Connection connection) throws SQLException {
    DatabaseSchema schema = PostgresInspector.inspect(connection);
    return schema.begunBy(beginning(schema));
  }

  @Override
  public Planner planner() {
    return new Planner(PostgresKinds.ALL, Parentage::route);
  }

  @Override
  public Optional<String> noWay(DatabaseSchema reached, DatabaseSchema desired) {
    return Parentage.noWay(reached, desired);
  }

  /// *Source*: the manual, "The Public Schema": up to 14 everybody may create things there.
  @Override
  public List<SchemaObject> ofNewDatabase(int majorVersion) {
    return List.of(
        new SchemaObject(
            PUBLIC,
            null,
            new TreeMap<>(
                Map.of(
                    "comment",
                    List.of("standard public schema"),
                    "privileges",
                    majorVersion < CLOSED_PUBLIC
                        ? List.of(EVERYBODY_CREATES, "PUBLIC=USAGE")
                        : List.of("PUBLIC=USAGE"))),
            List.of()));
  }

  /// A database that was there before its server became 15 keeps the rights on its schema, and the
  /// owner, which is no role of the server's own.
  private static List<String> beginning(DatabaseSchema live) {
    return live.majorVersion() < CLOSED_PUBLIC
        ? List.of()
        : live.find(PUBLIC)
            .filter(schema -> !schema.text("_owner").equals("pg_database_owner"))
            .filter(schema -> schema.texts("privileges").contains(EVERYBODY_CREATES))
            .map(_ -> List.of("GRANT CREATE ON SCHEMA public TO PUBLIC"))
            .orElse(List.of());
  }

  /// What lives in a schema belongs to those who put something into that schema; what belongs to
  /// the whole database to those who name it.
  @Override
  public Predicate<ObjectId> scope(List<DatabaseSchema> spoken) {
    Set<ObjectId> named = new HashSet<>();
    Set<String> schemas = new HashSet<>();
    for (DatabaseSchema one : spoken) {
      named.addAll(one.objects().keySet());
      one.objects().keySet().stream()
          .filter(id -> id.path().size() > 1)
          .forEach(id -> schemas.add(home(id)));
    }
    return id ->
        named.contains(id)
            || ((id.path().size() > 1 || id.kind().equals("schema")) && schemas.contains(home(id)));
  }

  /// Names the schema that something lives in; rights on what a role will create there name the
  /// role first, and no schema where they hold for all.
  private static String home(ObjectId id) {
    boolean ofRole = id.kind().equals(DefaultPrivilegeKind.NAME);
    return ofRole && id.path().get(1).isEmpty() ? id.toString() : id.path().get(ofRole ? 1 : 0);
  }

  @Override
  public String rename(ObjectId id, String name) {
    String to = " TO " + Spelling.name(name);
    return switch (id.kind()) {
      case "column" ->
          "ALTER TABLE %s RENAME COLUMN %s%s"
              .formatted(Spelling.table(id), Spelling.name(id.name()), to);
      case "constraint" ->
          "ALTER TABLE %s RENAME CONSTRAINT %s%s"
              .formatted(Spelling.table(id), Spelling.name(id.name()), to);
      case "label" ->
          "ALTER TYPE %s RENAME VALUE %s TO %s"
              .formatted(
                  Spelling.path(id.path().subList(0, id.path().size() - 1)),
                  Spelling.literal(id.name()),
                  Spelling.literal(name));
      case "enum", "composite", "range" -> "ALTER TYPE " + Spelling.path(id) + " RENAME" + to;
      case "table", "view", "materialized_view", "index", "sequence", "domain", "schema" ->
          "ALTER %s %s RENAME%s"
              .formatted(
                  id.kind().replace('_', ' ').toUpperCase(Locale.ROOT), Spelling.path(id), to);
      default ->
          throw new LockstepException(
              ErrorCode.USAGE,
              "Lockstep renames no " + id.kind().replace('_', ' ') + ".",
              "Let " + id + " be dropped and created, or rename it by hand first.");
    };
  }

  @Override
  public Map<ObjectId, String> identities(Connection connection) throws SQLException {
    return PostgresIdentities.of(connection);
  }

  @Override
  public String move(ObjectId id, String schema) {
    String kind =
        switch (id.kind()) {
          case "enum", "composite", "range" -> "TYPE";
          default -> id.kind().replace('_', ' ').toUpperCase(Locale.ROOT);
        };
    return "ALTER %s %s SET SCHEMA %s".formatted(kind, Spelling.path(id), Spelling.name(schema));
  }

  @Override
  public String createDatabase(String name) {
    return "CREATE DATABASE " + name + " TEMPLATE template0";
  }

  /// The lock is of another database's session, where a user names another one next time; so it is
  /// looked for among the locks of the whole server.
  @Override
  public String hold(String name, String mark) {
    return "SELECT pg_catalog.pg_advisory_lock('%d')".formatted(Long.parseUnsignedLong(mark, 16));
  }

  @Override
  public String abandoned(String prefix) {
    return """
    SELECT d.datname FROM pg_catalog.pg_database d
    WHERE d.datname ~ '^%s[0-9a-f]{16}$' AND pg_catalog.pg_has_role(d.datdba, 'USAGE')
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks l
        WHERE l.locktype = 'advisory' AND l.objsubid = 1
          AND pg_catalog.lpad(pg_catalog.to_hex(l.classid::bigint), 8, '0')
            || pg_catalog.lpad(pg_catalog.to_hex(l.objid::bigint), 8, '0')
            = pg_catalog.right(d.datname, 16))\
    """
        .formatted(prefix);
  }

  /// A partitioned table is as large as its partitions; one that was never analysed counts as
  /// empty.
  @Override
  public Map<QualifiedName, TableSize> sizes(Connection connection) throws SQLException {
    return TableSizes.read(
        connection,
        """
        SELECT n.nspname, c.relname, coalesce(sum(greatest(p.reltuples, 0)), 0)::bigint,
          coalesce(sum(pg_catalog.pg_total_relation_size(p.oid)), 0)::bigint
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL (SELECT c.oid AS part WHERE c.relkind <> 'p'
          UNION ALL SELECT t.relid FROM pg_catalog.pg_partition_tree(c.oid) t
            WHERE c.relkind = 'p' AND t.isleaf) parts
        JOIN pg_catalog.pg_class p ON p.oid = parts.part
        WHERE c.relkind IN ('r', 'p', 'm')
          AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
        GROUP BY 1, 2
        HAVING bool_and(p.reltuples > 0 OR pg_catalog.pg_relation_size(p.oid) = 0)\
        """);
  }

  @Override
  public Optional<String> rightsOnMachine(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user),
                  EXISTS (SELECT FROM pg_catalog.pg_roles
                    WHERE rolname IN ('pg_execute_server_program', 'pg_read_server_files',
                        'pg_write_server_files')
                      AND pg_catalog.pg_has_role(oid, 'USAGE'))\
                """)) {
      row.next();
      return row.getBoolean(1)
          ? Optional.of("is a superuser, who may run programs on its machine")
          : row.getBoolean(2)
              ? Optional.of("may run programs on its machine, or use its files")
              : Optional.empty();
    }
  }

  /// A routine may come before what its body uses.
  @Override
  public List<String> preparation() {
    return List.of("SET check_function_bodies = off");
  }

  @Override
  public List<String> reset() {
    return List.of("RESET SESSION AUTHORIZATION; RESET ALL");
  }

  @Override
  public Optional<SampleRows> sampleRows() {
    return Optional.of(new PostgresSampleRows());
  }

  @Override
  public Optional<Watch> watch(Connection connection, int version) throws SQLException {
    return Optional.of(new PostgresWatch(connection));
  }

  @Override
  public List<RowFinding> rowsInTheWay(
      @Nullable Connection connection,
      List<SchemaChange> changes,
      DatabaseSchema live,
      DatabaseSchema desired)
      throws SQLException {
    List<RowQuestion> questions = new RowQuestions(live, desired).of(changes);
    return connection == null
        ? questions.stream().map(RowQuestion::unasked).toList()
        : RowQuestion.ask(connection, questions);
  }

  @Override
  public boolean lacksSomething(SQLException failure) {
    return MISSING.contains(String.valueOf(failure.getSQLState()));
  }

  /// An index of a partitioned table alone would have a part in every partition that comes later.
  @Override
  public boolean waits(String sql) {
    return INDEX_OF_WHOLE_ALONE.matcher(sql).matches();
  }

  @Override
  public boolean isAwaited(String sql) {
    return PARTITION.matcher(sql).matches();
  }

  /// A new label of an enumerated type, for example.
  @Override
  public boolean needsCommit(SQLException failure) {
    return "55P04".equals(failure.getSQLState());
  }
}
