package dev.lockstep.cli;

import dev.lockstep.project.Pin;
import dev.lockstep.source.FileTree;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Opens each tree of files once a command, however many instances use it.
final class Trees {
  private final RepositoryAccess access;
  private final @Nullable String ref;
  private final Map<String, FileTree> opened = new HashMap<>();

  /// @param ref what `--ref` names, which goes before all pins; null when it was not given
  Trees(RepositoryAccess access, @Nullable String ref) {
    this.access = access;
    this.ref = ref;
  }

  /// Returns the tree that an instance takes its changes from.
  FileTree of(@Nullable Pin pin) {
    if (ref != null) {
      return opened.computeIfAbsent("ref:" + ref, _ -> access.atRef(ref));
    }
    if (pin == null) {
      return opened.computeIfAbsent("", _ -> access.workingTree());
    }
    return opened.computeIfAbsent(pin.toString(), _ -> access.atPin(pin));
  }

  /// Opens trees of one repository.
  interface RepositoryAccess {
    FileTree workingTree();

    FileTree atRef(String name);

    FileTree atPin(Pin pin);
  }
}
