package dev.lockstep.cli;

import dev.lockstep.git.GitRepository;
import dev.lockstep.git.RefText;
import dev.lockstep.git.RemoteMirrors;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.project.Pin;
import dev.lockstep.source.FileTree;
import java.nio.file.Path;
import java.time.Duration;

/// Opens the trees of the repository that a project's folder belongs to.
final class ProjectFiles implements Trees.RepositoryAccess {
  private static final Duration REMOTE_SILENCE = Duration.ofSeconds(60);

  private final Path root;
  private final WorkingTree workingTree;
  private final Invocation invocation;

  ProjectFiles(Path root, Invocation invocation) {
    this.root = root;
    this.workingTree = new WorkingTree(root);
    this.invocation = invocation;
  }

  @Override
  public FileTree workingTree() {
    return workingTree;
  }

  @Override
  public FileTree atRef(String name) {
    return switch (RefText.parse(name)) {
      case RefText.Local(String revision) -> {
        GitRepository repository = GitRepository.open(root);
        yield repository.tree(revision, repository.prefixOf(root));
      }
      case RefText.Remote remote -> remoteTree(remote);
    };
  }

  @Override
  public FileTree atPin(Pin pin) {
    GitRepository repository = GitRepository.open(root);
    return repository.tree(pin, repository.prefixOf(root));
  }

  /// The repositories stay open as long as the command: trees read from them lazily.
  private FileTree remoteTree(RefText.Remote remote) {
    Path home = Path.of(System.getProperty("user.home", "."));
    RemoteMirrors mirrors =
        new RemoteMirrors(
            RemoteMirrors.cacheFolder(invocation::variable, home),
            home,
            REMOTE_SILENCE,
            invocation::variable);
    return mirrors.fetch(remote.url()).tree(remote.revision(), "");
  }
}
