package dev.lockstep.rego;

import dev.lockstep.rego.eval.Event;
import dev.lockstep.rego.syntax.Module;
import dev.lockstep.rego.syntax.Place;
import dev.lockstep.rego.syntax.Rule;
import dev.lockstep.rego.syntax.Statement;
import dev.lockstep.rego.syntax.TreeVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Watches evaluations and tells which lines of policies were run.
///
/// *Shape*: not for many threads. A line counts that holds a statement or begins a definition; it
/// was run when one of its statements was looked at, or its definition held.
public final class Coverage implements Consumer<Event> {
  private final Map<String, Set<Integer>> run = new HashMap<>();

  /// Is a part of a file, with its first and last line, counted from 1.
  public record Lines(int from, int to) {}

  /// Says which lines of a file were run.
  public record Covered(String file, List<Lines> covered, List<Lines> notCovered) {
    public Covered {
      covered = List.copyOf(covered);
      notCovered = List.copyOf(notCovered);
    }

    public int coveredLines() {
      return count(covered);
    }

    public int notCoveredLines() {
      return count(notCovered);
    }

    private static int count(List<Lines> ranges) {
      return ranges.stream().mapToInt(range -> range.to() - range.from() + 1).sum();
    }
  }

  @Override
  public void accept(Event event) {
    if (event.kind() == Event.Kind.EVAL || event.kind() == Event.Kind.EXIT) {
      Place place = event.place();
      run.computeIfAbsent(place.file(), _ -> new TreeSet<>()).add(place.row());
    }
  }

  /// Tells what was run of the files of policies, in their order; those without a line that counts
  /// are left out.
  public List<Covered> of(Rego rego) {
    List<Covered> files = new ArrayList<>();
    for (Module module : rego.modules()) {
      NavigableSet<Integer> lines = lines(module);
      NavigableSet<Integer> covered = new TreeSet<>(lines);
      covered.retainAll(run.getOrDefault(module.name(), Set.of()));
      lines.removeAll(covered);
      if (!lines.isEmpty() || !covered.isEmpty()) {
        files.add(new Covered(module.name(), ranges(covered), ranges(lines)));
      }
    }
    return files;
  }

  private static NavigableSet<Integer> lines(Module module) {
    NavigableSet<Integer> lines = new TreeSet<>();
    TreeVisitor visitor =
        new TreeVisitor() {
          @Override
          public void rule(Rule rule) {
            lines.add(rule.place().row());
            super.rule(rule);
          }

          @Override
          public void statement(Statement statement) {
            if (!(statement.says() instanceof Statement.Declares)) {
              lines.add(statement.place().row());
            }
            super.statement(statement);
          }
        };
    module.rules().forEach(visitor::rule);
    return lines;
  }

  private static List<Lines> ranges(NavigableSet<Integer> lines) {
    List<Lines> ranges = new ArrayList<>();
    for (int line : lines) {
      if (!ranges.isEmpty() && ranges.getLast().to() == line - 1) {
        ranges.set(ranges.size() - 1, new Lines(ranges.getLast().from(), line));
      } else {
        ranges.add(new Lines(line, line));
      }
    }
    return ranges;
  }
}
