package dev.lockstep.dialects.postgres;

import dev.lockstep.dialect.RowWrite;
import dev.lockstep.dialects.jdbc.ConnectionPlan;
import dev.lockstep.dialects.jdbc.DriverLocator;
import dev.lockstep.dialects.jdbc.FailureCause;
import dev.lockstep.dialects.jdbc.Product;
import dev.lockstep.dialects.jdbc.SessionFacts;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.ExecutionSettings;
import dev.lockstep.sql.PostgresSplitter;
import dev.lockstep.sql.Splitter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// PostgreSQL from version 12 on, and the databases that speak its protocol.
public final class PostgresProduct implements Product {
  private final Splitter splitter = new PostgresSplitter();
  private final PostgresFlavour flavour;

  public PostgresProduct() {
    this(PostgresFlavour.POSTGRESQL);
  }

  private PostgresProduct(PostgresFlavour flavour) {
    this.flavour = flavour;
  }

  public static PostgresProduct alloyDb() {
    return new PostgresProduct(PostgresFlavour.ALLOYDB);
  }

  public static PostgresProduct cockroachDb() {
    return new PostgresProduct(PostgresFlavour.COCKROACHDB);
  }

  public static PostgresProduct yugabyteDb() {
    return new PostgresProduct(PostgresFlavour.YUGABYTEDB);
  }

  @Override
  public String name() {
    return flavour.name();
  }

  @Override
  public String title() {
    return flavour.title();
  }

  @Override
  public Driver driver(DriverLocator locator) {
    return locator.find("org.postgresql.Driver", "postgresql", "org.postgresql:postgresql");
  }

  @Override
  public Reach reach() {
    return Reach.NETWORK;
  }

  @Override
  public ConnectionPlan plan(
      ConnectionDefinition definition, ExecutionSettings settings, String token) {
    return PostgresConnection.plan(definition, settings, token, flavour);
  }

  @Override
  public SessionFacts begin(Connection connection, ExecutionSettings settings) throws SQLException {
    return PostgresSession.begin(connection, flavour);
  }

  @Override
  public FailureCause cause(SQLException failure) {
    return PostgresErrors.cause(failure);
  }

  @Override
  public int blamedOffset(SQLException failure, String statement) {
    return PostgresErrors.blamedOffset(failure, statement);
  }

  @Override
  public @Nullable String serverMessage(SQLException failure) {
    return PostgresErrors.serverMessage(failure);
  }

  @Override
  public @Nullable String serverMessageWithoutDetail(SQLException failure) {
    return PostgresErrors.serverMessageWithoutDetail(failure);
  }

  @Override
  public Splitter splitter() {
    return splitter;
  }

  @Override
  public boolean transactionalDdl() {
    return flavour.transactionalDdl();
  }

  @Override
  public boolean tellsElapsed() {
    return true;
  }

  @Override
  public String quote(String identifier) {
    return PostgresText.quote(identifier);
  }

  @Override
  public String literal(@Nullable Object value) {
    return PostgresText.literal(value);
  }

  @Override
  public String render(RowWrite write) {
    return PostgresText.render(this, write);
  }
}
