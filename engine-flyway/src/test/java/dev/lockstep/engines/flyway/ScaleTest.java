package dev.lockstep.engines.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.dialect.Dialect;
import dev.lockstep.dialect.Row;
import dev.lockstep.dialect.Server;
import dev.lockstep.dialect.Session;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.migration.Assessment;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import dev.lockstep.testkit.TestPostgres;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Looks at large projects: what is read again, how many queries are sent, what is refused.
final class ScaleTest {
  private static MemoryTree project(int count) {
    MemoryTree tree = new MemoryTree();
    for (int i = 1; i <= count; i++) {
      tree.put("db/%d/V%d__step.sql".formatted(i / 100, i), "select %d;".formatted(i));
    }
    return tree;
  }

  private static void record(Lab lab, int count) {
    lab.assess(MemoryTree.of("db/x.txt", "")).setup().forEach(lab::execute);
    StringBuilder insert =
        new StringBuilder(
            "insert into flyway_schema_history (installed_rank, version, description, type, script,"
                + " checksum, installed_by, execution_time, success) values ");
    for (int i = 1; i <= count; i++) {
      insert
          .append(i == 1 ? "" : ",")
          .append(
              "(%d, '%d', 'step', 'SQL', '%d/V%d__step.sql', %d, 'x', 1, true)"
                  .formatted(i, i, i / 100, i, Checksum.of("select %d;".formatted(i))));
    }
    lab.execute(insert.toString());
  }

  @Test
  void readsNoFileAndSendsOneQueryWhenNothingChanged() {
    try (Lab lab = Lab.on("postgresql", TestPostgres.database())) {
      MemoryTree tree = project(1000);
      record(lab, 1000);
      assertThat(lab.assess(tree).pending()).isEmpty();
      assertThat(tree.reads()).isEqualTo(1000);
      Counting counting = new Counting(lab.session());
      Assessment again = lab.engine().assess(lab.request(tree), counting);
      assertThat(again.faults()).isEmpty();
      assertThat(again.migrations()).hasSize(1000);
      assertThat(tree.reads()).isEqualTo(1000);
      assertThat(counting.queries).isEqualTo(1);
      tree.put("db/0/V1__step.sql", "select 0;");
      assertThat(lab.assess(tree).faults())
          .extracting(each -> each.rule())
          .containsExactly("checksum-changed");
      assertThat(tree.reads()).isEqualTo(1001);
    }
  }

  @Test
  void plansTenThousandPendingMigrationsInOrder() {
    try (Lab lab = Lab.on("postgresql", TestPostgres.database())) {
      Assessment assessment = lab.assess(project(10_000));
      assertThat(assessment.faults()).isEmpty();
      assertThat(assessment.pending()).hasSize(10_000);
      assertThat(assessment.pending().getLast().migration().version()).isEqualTo("10000");
    }
  }

  @Test
  void passesOnThatAFileIsTooLarge() {
    try (Lab lab = Lab.on("postgresql", TestPostgres.database())) {
      FileTree limited = new Limited(MemoryTree.of("db/V1__a.sql", "select 1;"));
      assertThatThrownBy(() -> lab.engine().assess(lab.request(limited), lab.session()))
          .isInstanceOfSatisfying(
              LockstepException.class,
              failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }
  }

  /// Refuses to read, like a tree whose files are beyond the limit.
  private record Limited(MemoryTree files) implements FileTree {
    @Override
    public String description() {
      return files.description();
    }

    @Override
    public Optional<String> commit() {
      return files.commit();
    }

    @Override
    public List<FileEntry> list(String folder) {
      return files.list(folder);
    }

    @Override
    public Optional<FileEntry> find(String path) {
      return files.find(path);
    }

    @Override
    public byte[] read(String path) {
      throw new LockstepException(ErrorCode.TOO_LARGE, path + " is larger than 64 MiB");
    }

    @Override
    public boolean differsFromCommit(List<String> folders) {
      return false;
    }
  }

  /// Counts the queries that reach a session.
  private static final class Counting implements Session {
    private final Session session;
    private int queries;

    Counting(Session session) {
      this.session = session;
    }

    @Override
    public Dialect dialect() {
      return session.dialect();
    }

    @Override
    public Server server() {
      return session.server();
    }

    @Override
    public List<Row> query(String sql, Object... arguments) {
      queries++;
      return session.query(sql, arguments);
    }

    @Override
    public Optional<List<Row>> queryIfPresent(String sql, Object... arguments) {
      queries++;
      return session.queryIfPresent(sql, arguments);
    }

    @Override
    public long update(String sql, Object... arguments) {
      throw new AssertionError("reading wrote: " + sql);
    }

    @Override
    public <T> T as(Class<T> type) {
      return session.as(type);
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
