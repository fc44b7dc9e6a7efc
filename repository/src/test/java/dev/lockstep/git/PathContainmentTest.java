package dev.lockstep.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.FileTree;
import dev.lockstep.source.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.eclipse.jgit.api.errors.GitAPIException;

/// Whatever text is asked for as a path, only files of the tree are read.
final class PathContainmentTest {
  private static final String INSIDE = "inside";

  private static final Fixture FIXTURE = Fixture.create();

  /// Is a repository with links that lead out of it, and both ways to read it.
  private record Fixture(Path folder, GitRepository repository, List<FileTree> trees) {
    static Fixture create() {
      try {
        Path folder = Files.createTempDirectory("lockstep-paths");
        Files.writeString(folder.resolve("outside"), "outside");
        Path root = Files.createDirectories(folder.resolve("tree"));
        try (TestRepository made = TestRepository.create(root)) {
          made.write("a/b/file", INSIDE).write("file", INSIDE);
          Files.createSymbolicLink(root.resolve("a/up"), Path.of("../.."));
          Files.createSymbolicLink(root.resolve("link"), folder.resolve("outside"));
          made.commit("first");
        }
        GitRepository repository = GitRepository.open(root);
        return new Fixture(
            folder, repository, List.of(new WorkingTree(root), repository.tree("main", "")));
      } catch (IOException | GitAPIException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @AfterContainer
  static void delete() throws IOException {
    FIXTURE.repository().close();
    try (Stream<Path> files = Files.walk(FIXTURE.folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 5000)
  void neverReadsOutsideTheTree(@ForAll("paths") String path) {
    for (FileTree tree : FIXTURE.trees()) {
      try {
        assertThat(tree.read(path)).asString(StandardCharsets.UTF_8).isEqualTo(INSIDE);
        assertThat(path).matches("file|a/b/file");
      } catch (LockstepException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.CHANGE_FILE);
        assertThat(e.getMessage().chars().filter(Character::isISOControl)).isEmpty();
      }
    }
  }

  @Property(tries = 2000)
  void neverListsOutsideTheTree(@ForAll("paths") String path) {
    for (FileTree tree : FIXTURE.trees()) {
      try {
        assertThat(tree.list(path))
            .extracting(FileEntry::path)
            .allMatch(found -> found.equals("file") || found.equals("a/b/file"));
      } catch (LockstepException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.CHANGE_FILE);
      }
    }
  }

  @Property
  void acceptsNoPathThatNormalisesToAnotherOne(@ForAll("paths") String path) {
    if (TreePath.problem(path).isEmpty()) {
      assertThat(Path.of("/root").resolve(path).normalize().toString()).isEqualTo("/root/" + path);
    }
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> part =
        Arbitraries.of(
            "a", "b", "file", "up", "link", "..", ".", "", "/", "\\", "..\\", "outside", ".git",
            ".GIT", "HEAD", "git~1", "\u0000", "%2e%2e", "C:", "~", "\uD83D", "．．", "\u202E", "//");
    Arbitrary<String> joined = part.list().ofMinSize(1).ofMaxSize(7).map(p -> String.join("/", p));
    Arbitrary<String> glued = part.list().ofMinSize(1).ofMaxSize(7).map(p -> String.join("", p));
    return Arbitraries.oneOf(joined, glued, Arbitraries.strings().ofMaxLength(12));
  }
}
