package dev.lockstep.cli;

import dev.lockstep.lint.Finding;
import dev.lockstep.lint.Finding.Fix;
import dev.lockstep.lint.Review.Placed;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.StatementTrait;
import java.util.List;

/// Keeps fixes from a change in one transaction after which part of it could run outside of
/// transactions only: engines refuse such a mixture.
record FixesInTransaction(Splitter splitter, List<Placed> statements) {

  /// Leaves such fixes out, unless all statements of the change have one.
  void settle(List<Finding> findings) {
    List<Finding> leaving =
        findings.stream()
            .filter(finding -> statements.stream().anyMatch(one -> leaves(one, finding)))
            .toList();
    boolean all =
        statements.stream()
            .allMatch(one -> leaving.stream().anyMatch(finding -> leaves(one, finding)));
    if (!all) {
      findings.replaceAll(finding -> leaving.contains(finding) ? finding.withoutFix() : finding);
    }
  }

  /// Tells whether a fix is of a statement, and takes it out of its transaction.
  private boolean leaves(Placed placed, Finding finding) {
    Fix fix = finding.fix();
    Position begin = placed.statement().start();
    String text = placed.statement().text();
    if (fix == null
        || !finding.file().equals(placed.file().path())
        || fix.start() < begin.offset()
        || fix.end() > begin.offset() + text.length()) {
      return false;
    }
    String fixed =
        new StringBuilder(text)
            .replace(fix.start() - begin.offset(), fix.end() - begin.offset(), fix.replacement())
            .toString();
    return splitter.split(fixed).stream()
        .anyMatch(statement -> statement.has(StatementTrait.NOT_IN_TRANSACTION));
  }
}
