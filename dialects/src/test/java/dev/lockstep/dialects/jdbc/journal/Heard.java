package dev.lockstep.dialects.jdbc.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Writes down what an observer hears, one short line each.
final class Heard implements StatementObserver {
  final List<String> lines = new ArrayList<>();
  Runnable onRetry = () -> {};

  @Override
  public void before(String sql, Commit commit) {
    lines.add("> " + sql);
  }

  @Override
  public void after(long rows, long nanos) {
    lines.add("rows " + rows);
  }

  @Override
  public void failed(SQLException failure, long nanos) {
    lines.add("failed " + failure.getSQLState());
  }

  @Override
  public void retrying(SQLException failure, Duration delay) {
    lines.add("retrying " + failure.getSQLState());
    onRetry.run();
  }

  @Override
  public void committed() {
    lines.add("committed");
  }

  @Override
  public void rolledBack() {
    lines.add("rolled back");
  }
}
