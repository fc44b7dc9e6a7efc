package dev.lockstep.cli;

import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import java.util.List;
import java.util.Optional;

/// Stands for the files of a pin that leads nowhere: it says why when it is read, so that one bad
/// pin is a failure of its own instance and not of all.
///
/// @param description the pin's name
record MissingTree(String description, LockstepException reason) implements FileTree {
  @Override
  public Optional<String> commit() {
    throw reason;
  }

  @Override
  public List<FileEntry> list(String folder) {
    throw reason;
  }

  @Override
  public Optional<FileEntry> find(String path) {
    throw reason;
  }

  @Override
  public byte[] read(String path) {
    throw reason;
  }

  @Override
  public boolean differsFromCommit(List<String> folders) {
    throw reason;
  }
}
