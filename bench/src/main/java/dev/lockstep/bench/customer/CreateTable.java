package dev.lockstep.bench.customer;

import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.DatabaseException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/// Creates a history's table from Java, which only Liquibase itself can run.
public final class CreateTable implements CustomTaskChange {
  private String table = "";

  /// Called by Liquibase with the change's parameter.
  public void setTable(String name) {
    table = name;
  }

  @Override
  public void execute(Database database) throws CustomChangeException {
    if (!(database.getConnection() instanceof JdbcConnection connection)) {
      throw new CustomChangeException("no JDBC connection");
    }
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + table
              + " (id bigint PRIMARY KEY, name varchar(100) NOT NULL, amount integer DEFAULT 0)");
    } catch (DatabaseException | java.sql.SQLException failed) {
      throw new CustomChangeException(failed);
    }
  }

  @Override
  public String getConfirmationMessage() {
    return table + " created";
  }

  @Override
  public void setUp() {}

  @Override
  public void setFileOpener(ResourceAccessor resources) {}

  @Override
  public ValidationErrors validate(Database database) {
    return new ValidationErrors();
  }
}
