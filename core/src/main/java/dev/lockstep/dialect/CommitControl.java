package dev.lockstep.dialect;

/// Sets the commit policy of a session's library view; got by [Session#as].
public interface CommitControl {
  /// Puts a policy in force until the returned scope is closed, which commits what is still
  /// withheld.
  Scope govern(CommitPolicy policy);

  /// Ends the policy when closed.
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
