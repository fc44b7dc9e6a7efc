package dev.lockstep.git;

import static dev.lockstep.git.WorkingTreeTest.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The small reader of `HEAD` must say the same as the library, for every layout.
final class GitFolderTest {
  @TempDir private Path folder;

  @Test
  void findsNothingOutsideARepository() {
    assertThat(GitFolder.discover(folder)).isEmpty();
  }

  @Test
  void readsLooseAndPackedAndDetachedHeads() throws Exception {
    try (TestRepository made = TestRepository.create(folder)) {
      assertThat(head(folder)).as("no commit yet").isEqualTo("none");
      String first = made.commit("first");
      String second = made.commit("second");
      assertThat(head(folder)).isEqualTo(second);
      assertThat(head(Files.createDirectories(folder.resolve("a/b")))).isEqualTo(second);
      made.git.packRefs().setAll(true).call();
      assertThat(folder.resolve(".git/refs/heads/main")).doesNotExist();
      assertThat(head(folder)).isEqualTo(second);
      made.git.checkout().setName("feature/x").setCreateBranch(true).setStartPoint(first).call();
      assertThat(head(folder)).isEqualTo(first);
      made.git.checkout().setName(second).call();
      assertThat(head(folder)).as("detached").isEqualTo(second);
    }
  }

  @Test
  void readsBareRepositories() throws Exception {
    try (TestRepository made = TestRepository.create(folder.resolve("made"))) {
      String commit = made.commit("first");
      Path bare = folder.resolve("bare.git");
      Git.cloneRepository()
          .setURI(made.folder.toUri().toString())
          .setDirectory(bare.toFile())
          .setBare(true)
          .call()
          .close();
      assertThat(head(bare)).isEqualTo(commit);
      assertThat(GitFolder.discover(bare).orElseThrow().workTree()).isNull();
    }
  }

  @Test
  void readsLinkedWorkTrees() throws Exception {
    Path main = folder.resolve("main");
    try (TestRepository made = TestRepository.create(main)) {
      made.write("db/V1__a.sql", "a");
      String first = made.commit("first");
      made.git.branchCreate().setName("side").call();
      made.write("db/V2__b.sql", "b");
      made.commit("second");
      Path linked = Files.createDirectories(folder.resolve("linked"));
      Path data = Files.createDirectories(main.resolve(".git/worktrees/linked"));
      Files.writeString(linked.resolve(".git"), "gitdir: ../main/.git/worktrees/linked\n");
      Files.writeString(data.resolve("HEAD"), "ref: refs/heads/side\n");
      Files.writeString(data.resolve("commondir"), "../..\n");
      Files.writeString(data.resolve("gitdir"), linked.resolve(".git") + "\n");
      assertThat(head(linked)).isEqualTo(first);
      made.git.packRefs().setAll(true).call();
      assertThat(head(linked)).isEqualTo(first);
      try (GitRepository repository = GitRepository.open(linked)) {
        assertThat(repository.tree("HEAD", "").find("db/V2__b.sql")).isEmpty();
        assertThat(repository.tree("main", "").find("db/V2__b.sql")).isPresent();
      }
      Files.createDirectories(linked.resolve("db"));
      Files.writeString(linked.resolve("db/V1__a.sql"), "a");
      assertThat(new WorkingTree(linked).differsFromCommit(java.util.List.of("db"))).isFalse();
    }
  }

  @Test
  void namesWhatIsBroken() throws IOException {
    Files.writeString(folder.resolve(".git"), "gitdir: /nowhere\n");
    fails(ErrorCode.GIT, "does not lead to a Git repository", () -> GitFolder.discover(folder));
    Files.delete(folder.resolve(".git"));
    Files.createDirectories(folder.resolve(".git/objects"));
    Files.createDirectories(folder.resolve(".git/refs"));
    Path head = folder.resolve(".git/HEAD");
    GitFolder found = discovered(head, "nonsense\n");
    fails(ErrorCode.GIT, "its HEAD is broken", found::head);
    discovered(head, "ref: ../../../../etc/passwd\n");
    fails(ErrorCode.GIT, "is broken", found::head);
    Files.createDirectories(folder.resolve(".git/refs/heads"));
    Files.writeString(folder.resolve(".git/refs/heads/a"), "ref: refs/heads/a\n");
    discovered(head, "ref: refs/heads/a\n");
    fails(ErrorCode.GIT, "its refs/heads/a is broken", found::head);
  }

  private GitFolder discovered(Path head, String content) throws IOException {
    Files.writeString(head, content);
    return GitFolder.discover(folder).orElseThrow();
  }

  private static String head(Path inside) {
    GitFolder found = GitFolder.discover(inside).orElseThrow();
    String own = found.head().orElse("none");
    try (GitRepository repository = GitRepository.open(inside)) {
      assertThat(repository.head().orElse("none")).isEqualTo(own);
    }
    return own;
  }
}
