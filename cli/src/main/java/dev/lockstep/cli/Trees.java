package dev.lockstep.cli;

import dev.lockstep.error.LockstepException;
import dev.lockstep.git.Commits;
import dev.lockstep.project.Pin;
import dev.lockstep.source.FileTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens each tree of files, and walks each piece of history, once a command, however many
/// instances use it.
final class Trees {
  private final RepositoryAccess access;
  private final @Nullable String ref;
  private final Map<String, FileTree> opened = new HashMap<>();
  private final Map<Span, Optional<Commits>> walked = new HashMap<>();

  /// @param ref what `--ref` names, which goes before all pins; null when it was not given
  Trees(RepositoryAccess access, @Nullable String ref) {
    this.access = access;
    this.ref = ref;
  }

  /// Returns the tree that an instance takes its changes from; a [MissingTree] when its pin leads
  /// nowhere.
  synchronized FileTree of(@Nullable Pin pin) {
    if (ref != null) {
      return at(ref);
    }
    if (pin == null) {
      return checkedOut();
    }
    return opened.computeIfAbsent(pin.toString(), _ -> atPin(pin));
  }

  /// Returns the working tree, whatever `--ref` names.
  synchronized FileTree checkedOut() {
    return opened.computeIfAbsent("", _ -> access.workingTree());
  }

  /// Returns the tree of a ref.
  synchronized FileTree at(String name) {
    return opened.computeIfAbsent("ref:" + name, _ -> access.atRef(name));
  }

  /// Returns the tree that what is checked out and a ref last had in common.
  synchronized FileTree forkedFrom(String name) {
    return opened.computeIfAbsent("fork:" + name, _ -> access.forkedFrom(name));
  }

  /// Lists the commits that a tree has and an earlier deployment had not, newest first; empty when
  /// the history at hand does not tell.
  Optional<Commits> since(String deployed, String commit, List<String> folders) {
    return walked.computeIfAbsent(new Span(deployed, commit, folders), this::walk);
  }

  private Optional<Commits> walk(Span span) {
    try {
      return access.between(span.from(), span.to(), span.folders());
    } catch (LockstepException e) {
      // A shallow clone or a broken history is no reason to fail: what is deployed is known anyway.
      return Optional.empty();
    }
  }

  private FileTree atPin(Pin pin) {
    try {
      return access.atPin(pin);
    } catch (LockstepException e) {
      return new MissingTree(pin.name(), e);
    }
  }

  /// Is a piece of history; many instances usually stand at the same commit.
  private record Span(String from, String to, List<String> folders) {}

  /// Opens trees of one repository.
  interface RepositoryAccess {
    FileTree workingTree();

    FileTree atRef(String name);

    /// Returns the tree that what is checked out and a ref last had in common; that of the ref
    /// where the history at hand does not tell.
    FileTree forkedFrom(String name);

    FileTree atPin(Pin pin);

    /// Lists the commits between two that touch one of the folders, newest first; empty when the
    /// first is not in the history at hand.
    Optional<Commits> between(String from, String to, List<String> folders);
  }
}
