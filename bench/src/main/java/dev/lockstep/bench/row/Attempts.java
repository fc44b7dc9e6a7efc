package dev.lockstep.bench.row;

import dev.lockstep.bench.history.ChangeHistory;
import dev.lockstep.bench.measure.CommandTimer.Command;
import dev.lockstep.bench.measure.Contender;
import dev.lockstep.bench.measure.Sample;
import dev.lockstep.bench.peer.CommandTool;
import dev.lockstep.bench.peer.LibraryTool;
import dev.lockstep.bench.server.BenchServer;
import dev.lockstep.bench.server.Facts;
import dev.lockstep.testkit.TestDatabase;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes contenders out of tools: what is prepared, what is timed, what is checked.
final class Attempts {
  private final Lab lab;

  Attempts(Lab lab) {
    this.lab = lab;
  }

  /// Times a command that needs no database.
  Contender command(String name, Command command) {
    return new Simple(name, () -> new Once(() -> lab.commands().time(command), () -> {}, () -> {}));
  }

  /// Times work inside this JVM that finds a number.
  Contender found(String name, Callable<Integer> work, int expected) {
    AtomicInteger found = new AtomicInteger(-1);
    return new Simple(
        name,
        () ->
            new Once(
                () ->
                    lab.stopwatch()
                        .time(() -> {
                          found.set(work.call());
                          return name;
                        }),
                () -> {
                  if (found.get() != expected) {
                    throw new IllegalStateException(
                        "wanted %d, found %d".formatted(expected, found.get()));
                  }
                },
                () -> {}));
  }

  /// Times a command that applies a whole history to an empty database.
  Contender deployCommand(CommandTool tool, ChangeHistory history) {
    return new Simple(
        tool.name(),
        () -> {
          TestDatabase database = lab.server().create();
          Command command = tool.deploy(history, database);
          return new Once(
              () -> lab.commands().time(command),
              () -> Facts.require(database, history.changes(), tool.historyTable()),
              () -> lab.server().drop(database));
        });
  }

  /// Times the command that shows the state of a database which the same tool brought up to date.
  Contender statusCommand(CommandTool tool, ChangeHistory history) {
    Standing standing =
        new Standing(database -> lab.commands().time(tool.deploy(history, database)));
    return new Simple(
        tool.name(),
        () -> {
          TestDatabase database = standing.database();
          Command command = tool.status(history, database);
          return new Once(
              () -> lab.commands().time(command),
              () -> Facts.require(database, history.changes(), tool.historyTable()),
              () -> {});
        });
  }

  /// Times a library that applies a whole history to an empty database.
  ///
  /// @param way how the library sees the database: itself, or a slower way to it
  Contender deployLibrary(
      LibraryTool tool, ChangeHistory history, UnaryOperator<TestDatabase> way) {
    return new Simple(
        tool.name(),
        () -> {
          TestDatabase database = lab.server().create();
          TestDatabase seen = way.apply(database);
          ChangeHistory files =
              switch (tool.sight()) {
                case FIRST -> lab.unread(history);
                case AGAIN -> history;
              };
          return new Once(
              () -> timed(tool, files, seen),
              () -> Facts.require(database, history.changes(), tool.historyTable()),
              () -> lab.server().drop(database));
        });
  }

  /// Times a library that finds nothing to do in a database which `filler` brought up to date.
  Contender repeatLibrary(
      LibraryTool tool,
      LibraryTool filler,
      ChangeHistory history,
      UnaryOperator<TestDatabase> way) {
    Standing standing = new Standing(database -> filler.deploy(history, database));
    return new Simple(
        tool.name(),
        () -> {
          TestDatabase database = standing.database();
          TestDatabase seen = way.apply(database);
          return new Once(
              () -> timed(tool, history, seen),
              () -> Facts.require(database, history.changes(), tool.historyTable()),
              () -> {});
        });
  }

  private Sample timed(LibraryTool tool, ChangeHistory history, TestDatabase database)
      throws Exception {
    return lab.stopwatch()
        .time(() -> {
          tool.deploy(history, database);
          return tool;
        });
  }

  /// Is a database that is filled at its first use and stays.
  private final class Standing {
    private final Filler filler;
    private @Nullable TestDatabase filled;

    Standing(Filler filler) {
      this.filler = filler;
    }

    TestDatabase database() throws Exception {
      TestDatabase present = filled;
      if (present == null) {
        present = lab.server().create();
        filler.fill(present);
        filled = present;
      }
      return present;
    }
  }

  private interface Filler {
    void fill(TestDatabase database) throws Exception;
  }

  private interface Check {
    void check() throws Exception;
  }

  private record Simple(String name, Callable<Contender.Attempt> preparation) implements Contender {
    @Override
    public Attempt prepare() throws Exception {
      return preparation.call();
    }
  }

  private record Once(Callable<Sample> work, Check proof, Runnable cleanUp)
      implements Contender.Attempt {
    @Override
    public Sample run() throws Exception {
      return work.call();
    }

    @Override
    public void check() throws Exception {
      proof.check();
    }

    @Override
    public void close() {
      cleanUp.run();
    }
  }

  /// Leaves a database as it is.
  static UnaryOperator<TestDatabase> near() {
    return UnaryOperator.identity();
  }

  /// Leads to a database through another port.
  static UnaryOperator<TestDatabase> through(int port) {
    return database -> BenchServer.through(database, port);
  }
}
