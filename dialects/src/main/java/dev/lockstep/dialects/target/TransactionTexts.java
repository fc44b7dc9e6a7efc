package dev.lockstep.dialects.target;

import java.util.List;

/// Spells a transaction for one product.
///
/// @param begin in order; may note the moment for [LedgerStyle#began()]
/// @param rollback may fail when no transaction is open
public record TransactionTexts(List<String> begin, List<String> commit, List<String> rollback) {
  /// Is the spelling most products share.
  public static final TransactionTexts STANDARD =
      new TransactionTexts(List.of("BEGIN"), List.of("COMMIT"), List.of("ROLLBACK"));

  public TransactionTexts {
    begin = List.copyOf(begin);
    commit = List.copyOf(commit);
    rollback = List.copyOf(rollback);
  }
}
