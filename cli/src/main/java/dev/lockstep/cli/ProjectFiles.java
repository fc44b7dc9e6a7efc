package dev.lockstep.cli;

import dev.lockstep.git.Commits;
import dev.lockstep.git.GitRepository;
import dev.lockstep.git.RefText;
import dev.lockstep.git.RemoteMirrors;
import dev.lockstep.git.WorkingTree;
import dev.lockstep.project.Pin;
import dev.lockstep.source.FileTree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the trees of the repository that a project's folder belongs to.
final class ProjectFiles implements Trees.RepositoryAccess {
  private static final Duration REMOTE_SILENCE = Duration.ofSeconds(60);
  private static final int MOST_COMMITS = 100;

  private final Path root;
  private final WorkingTree workingTree;
  private final Invocation invocation;

  /// The repository that `--ref` names by its address.
  private @Nullable GitRepository remote;

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
      case RefText.Remote address -> remoteTree(address);
    };
  }

  @Override
  public FileTree forkedFrom(String name) {
    if (!(RefText.parse(name) instanceof RefText.Local(String revision))) {
      return atRef(name);
    }
    GitRepository repository = GitRepository.open(root);
    String there = repository.resolve(revision);
    String base =
        repository.head().flatMap(head -> repository.mergeBase(head, there)).orElse(there);
    return repository.tree(base, repository.prefixOf(root));
  }

  @Override
  public FileTree atPin(Pin pin) {
    GitRepository repository = GitRepository.open(root);
    return repository.tree(pin, repository.prefixOf(root));
  }

  @Override
  public Optional<Commits> between(String from, String to, List<String> folders) {
    GitRepository repository = remote == null ? GitRepository.open(root) : remote;
    String prefix = remote == null ? repository.prefixOf(root) : "";
    return repository.contains(from)
        ? Optional.of(
            repository.between(
                from,
                to,
                folders.stream().map(folder -> below(prefix, folder)).toList(),
                MOST_COMMITS))
        : Optional.empty();
  }

  /// The repositories stay open as long as the command: trees read from them lazily.
  private FileTree remoteTree(RefText.Remote address) {
    Path home = Path.of(System.getProperty("user.home", "."));
    RemoteMirrors mirrors =
        new RemoteMirrors(
            RemoteMirrors.cacheFolder(invocation::variable, home),
            home,
            REMOTE_SILENCE,
            invocation::variable);
    GitRepository fetched = mirrors.fetch(address.url());
    remote = fetched;
    return fetched.tree(address.revision(), "");
  }

  private static String below(String prefix, String folder) {
    return prefix.isEmpty() || folder.isEmpty() ? prefix + folder : prefix + "/" + folder;
  }
}
