package dev.lockstep.dialects.schema;

import dev.lockstep.schema.DatabaseSchema;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Is two databases, read at the same time: the servers do most of the work.
public record BothSides(DatabaseSchema from, DatabaseSchema to) {
  /// Reads one database.
  @FunctionalInterface
  public interface Reading {
    DatabaseSchema read() throws SQLException;
  }

  /// Reads both.
  ///
  /// *Errors*: those of the readings; where both fail, that of the first.
  public static BothSides read(Reading from, Reading to) throws SQLException {
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<DatabaseSchema> other = beside.submit(to::read);
      return new BothSides(from.read(), other.get());
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SQLException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while a schema was read", e);
    }
  }
}
