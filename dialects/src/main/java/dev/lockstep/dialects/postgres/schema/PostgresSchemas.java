package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.dialects.schema.SchemaDialect;
import dev.lockstep.plan.Planner;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Is PostgreSQL, for whoever reads and writes schemas.
public final class PostgresSchemas implements SchemaDialect {
  private static final Set<String> MISSING =
      Set.of("42P01", "42883", "42704", "3F000", "42703", "42809", "2BP01", "42P16");

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public DatabaseSchema inspect(Connection connection) throws SQLException {
    return PostgresInspector.inspect(connection);
  }

  @Override
  public Planner planner() {
    return new Planner(PostgresKinds.ALL);
  }

  @Override
  public boolean isAlwaysThere(ObjectId id) {
    return id.equals(ObjectId.of("schema", "public"));
  }

  @Override
  public String createDatabase(String name) {
    return "CREATE DATABASE " + name + " TEMPLATE template0";
  }

  /// A routine may come before what its body uses.
  @Override
  public List<String> preparation() {
    return List.of("SET check_function_bodies = off");
  }

  @Override
  public List<String> reset() {
    return List.of("RESET ALL");
  }

  @Override
  public Optional<Watch> watch(Connection connection) throws SQLException {
    return Optional.of(new PostgresWatch(connection));
  }

  @Override
  public boolean lacksSomething(SQLException failure) {
    return MISSING.contains(String.valueOf(failure.getSQLState()));
  }
}
