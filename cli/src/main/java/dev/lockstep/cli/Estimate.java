package dev.lockstep.cli;

import dev.lockstep.lint.TableSize;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.Effect.Blocks;
import dev.lockstep.plan.Effect.Lock;
import dev.lockstep.plan.Effect.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Reckons how long a database in use is kept busy by what was seen on a copy of it.
///
/// *Shape*: what nobody measured goes by assumed rates, which [#ASSUMED] says in words. How long a
/// statement waits for its locks depends on what others do at that moment, and is no part of it.
///
/// @param sizes of the tables of the database in use
/// @param copied how many rows each table of the copy holds
record Estimate(Map<QualifiedName, TableSize> sizes, Map<QualifiedName, Long> copied) {
  /// Says what estimates rest on.
  static final String ASSUMED =
      "assumed of the target: it reads 100 to 400 MB a second, writes tables anew at 30 to 60,"
          + " builds indexes at 20 to 80, and changes 10,000 to 50,000 rows a second. What only"
          + " touches the catalogs takes milliseconds whatever the size. How long a statement waits"
          + " for its locks cannot be known.";

  private static final Rate READ = new Rate(100e6, 400e6);
  private static final Rate REWRITE = new Rate(30e6, 60e6);
  private static final Rate BUILD = new Rate(20e6, 80e6);
  private static final Rate CHANGE = new Rate(10_000, 50_000);

  /// Is how much gets done in a second.
  private record Rate(double least, double most) {
    Span of(double amount) {
      return new Span(amount / most, amount / least, true);
    }
  }

  /// Is how long something takes, in seconds.
  ///
  /// @param complete whether the sizes of all tables are known
  record Span(double from, double to, boolean complete) {
    /// Of what only touches the catalogs.
    static final Span MOMENT = new Span(0, 0, true);

    static final Span UNKNOWN = new Span(0, 0, false);

    Span plus(Span other) {
      return new Span(from + other.from, to + other.to, complete && other.complete);
    }

    /// Tells whether it may be a second or more.
    boolean isLong() {
      return to >= 1 || !complete;
    }

    /// Says it as words behind "for".
    @Override
    public String toString() {
      if (!complete) {
        return to < 1 ? "nobody knows how long" : "more than " + amount(from);
      }
      if (to == 0) {
        return "milliseconds";
      }
      if (to < 1) {
        return "less than a second";
      }
      double unit = to < 100 ? 1 : to < 6000 ? 60 : 3600;
      String word = to < 100 ? "s" : to < 6000 ? "min" : "hours";
      String low = number(from / unit);
      String high = number(to / unit);
      return "about " + (low.equals(high) ? high : low + "–" + high) + " " + word;
    }

    private static String amount(double seconds) {
      return seconds < 100 ? number(seconds) + " s" : number(seconds / 60) + " min";
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%,.0f", Math.max(value, 1));
    }
  }

  /// Is what a statement was timed on.
  ///
  /// @param table the largest of those whose rows it works on
  /// @param rows that the copy's has
  /// @param of that the one in use has
  record Timing(String table, long rows, long of) {
    /// Reckons with as much more time as there are more rows, half and twice of it.
    Span span(Duration took) {
      double seconds = took.toNanos() / 1e9 * of / Math.max(1, rows);
      return new Span(seconds / 2, seconds * 2, true);
    }

    String words(Duration took) {
      return "%s made-up rows of %s in %s: %s, %s at that rate"
          .formatted(
              TableSize.counted(rows),
              TableSize.counted(of),
              table,
              Outcomes.duration(took),
              span(took));
    }
  }

  /// Finds what a statement was timed on; empty where it works on no rows, or nobody knows how many
  /// there are.
  Optional<Timing> timing(Effect effect) {
    return Stream.of(
            effect.rewrites().stream(),
            effect.scans().stream(),
            effect.work().indexes().stream().map(Effect.Index::table),
            effect.work().rows().stream().map(Rows::table))
        .flatMap(tables -> tables)
        .filter(table -> size(table).isPresent() && find(copied, table).isPresent())
        .map(table ->
            new Timing(
                table, find(copied, table).orElse(0L), size(table).map(TableSize::rows).orElse(0L)))
        .filter(timing -> timing.rows() > 0 && timing.of() > 0)
        .max(Comparator.comparingLong(Timing::of));
  }

  /// Is a lock that keeps others waiting until its transaction ends.
  ///
  /// @param size of the table; empty when the database keeps no statistics of it
  /// @param because what it is held for, in words; empty when nothing takes long
  record Hold(Lock lock, Optional<TableSize> size, Span time, List<String> because) {
    Hold {
      because = List.copyOf(because);
    }

    String words() {
      return lock.mode()
          + " on "
          + lock.table()
          + " ("
          + size.map(TableSize::toString).orElse("of unknown size")
          + ") for "
          + time
          + (lock.blocks() == Blocks.EVERYBODY ? "; blocks reads and writes" : "; blocks writes")
          + (because.isEmpty() ? "" : ": " + String.join(", ", because));
    }
  }

  /// Says how long one statement takes.
  Span time(Effect effect) {
    Span time = Span.MOMENT;
    for (String table : tables(effect.rewrites())) {
      time = time.plus(bytes(table, REWRITE));
    }
    for (Effect.Index index : effect.work().indexes()) {
      time = time.plus(bytes(index.table(), BUILD));
    }
    for (String table : effect.scans()) {
      time = time.plus(bytes(table, READ));
    }
    for (Rows rows : effect.work().rows()) {
      time = time.plus(CHANGE.of(changed(rows)));
    }
    return time;
  }

  /// Says how many rows of the database in use a statement changes: as great a part of them as of
  /// the copy's.
  double changed(Rows rows) {
    long here = find(copied, rows.table()).orElse(0L);
    double part = here == 0 ? 0 : Math.min(1.0, (double) (rows.updated() + rows.deleted()) / here);
    return rows.inserted() + part * size(rows.table()).map(TableSize::rows).orElse(0L);
  }

  /// Lists the locks that keep others waiting, with the time until each is freed.
  ///
  /// @param transactions the effects of the statements of one change, by transaction
  List<Hold> holds(List<List<Effect>> transactions) {
    List<Hold> holds = new ArrayList<>();
    for (List<Effect> statements : transactions) {
      SequencedMap<String, Hold> strongest = new LinkedHashMap<>();
      for (int at = 0; at < statements.size(); at++) {
        List<Effect> rest = statements.subList(at, statements.size());
        for (Lock lock : statements.get(at).locks()) {
          Hold known = strongest.get(lock.table());
          if (lock.blocks() != Blocks.NOBODY
              && (known == null || known.lock().blocks().compareTo(lock.blocks()) < 0)) {
            strongest.put(lock.table(), hold(lock, rest));
          }
        }
      }
      holds.addAll(strongest.values());
    }
    return holds;
  }

  private Hold hold(Lock lock, List<Effect> rest) {
    Span time = Span.MOMENT;
    List<String> because = new ArrayList<>();
    for (Effect effect : rest) {
      time = time.plus(time(effect));
      because.addAll(work(effect));
    }
    return new Hold(lock, size(lock.table()), time, because);
  }

  /// Says in words what a statement has to do that takes the longer the more rows there are.
  List<String> work(Effect effect) {
    List<String> words = new ArrayList<>();
    tables(effect.rewrites()).forEach(table -> words.add("writes " + table + " anew"));
    effect
        .work()
        .indexes()
        .forEach(index -> words.add("builds " + index.name() + " on " + index.table()));
    effect.scans().stream()
        .filter(table ->
            effect.work().indexes().stream().noneMatch(index -> index.table().equals(table)))
        .forEach(table -> words.add("reads the whole of " + table));
    effect
        .work()
        .rows()
        .forEach(rows ->
            words.add(
                "changes about "
                    + TableSize.counted(Math.round(changed(rows)))
                    + " rows of "
                    + rows.table()));
    return words;
  }

  private Span bytes(String table, Rate rate) {
    return size(table).map(size -> rate.of((double) size.bytes())).orElse(Span.UNKNOWN);
  }

  private Optional<TableSize> size(String written) {
    return find(sizes, written);
  }

  /// Leaves out indexes, which are written anew with their tables.
  private List<String> tables(List<String> names) {
    return names.stream()
        .filter(name -> size(name).isPresent() || find(copied, name).isPresent())
        .toList();
  }

  /// Finds a table by the name that the server wrote: quoted where it must be, and with its schema
  /// where the search path does not lead there.
  private static <T> Optional<T> find(Map<QualifiedName, T> tables, String written) {
    String name = written.replace("\"", "");
    return tables.entrySet().stream()
        .filter(table ->
            table.getKey().toString().equals(name)
                || table.getKey().toString().equals("public." + name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
