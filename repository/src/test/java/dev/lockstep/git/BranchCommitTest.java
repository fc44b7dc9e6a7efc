package dev.lockstep.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eclipse.jgit.api.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BranchCommitTest {
  private static final BranchCommit.Words WORDS =
      new BranchCommit.Words(
          new GitIdentity("Mia Example", "mia@shop.example"), TestRepository.START, "A change\n");

  @TempDir Path folder;
  private TestRepository repository;
  private GitRepository opened;
  private String head;

  @BeforeEach
  void makeRepository() throws Exception {
    repository = TestRepository.create(folder);
    head = repository.write("db/a.sql", "a").write("db/b.sql", "b").commit("The beginning");
    opened = GitRepository.open(folder);
  }

  @AfterEach
  void close() {
    opened.close();
    repository.close();
  }

  @Test
  void leavesTheCheckoutAlone() throws Exception {
    BranchCommit branch = new BranchCommit(opened, "feature/x");
    assertThat(branch.exists()).isFalse();

    String commit = branch.commit(head, files("db/c.sql", "c"), List.of("db/a.sql"), WORDS);

    assertThat(branch.exists()).isTrue();
    assertThat(branch.isCheckedOut()).isFalse();
    assertThat(opened.resolve("feature/x")).isEqualTo(commit);
    assertThat(opened.tree("feature/x", "").list("").stream().map(FileEntry::path))
        .containsExactly("db/b.sql", "db/c.sql");
    assertThat(folder.resolve("db/c.sql")).doesNotExist();
    assertThat(repository.git.status().call().isClean()).isTrue();
  }

  @Test
  void stagesExactlyItsFilesOfTheBranchThatIsCheckedOut() throws Exception {
    repository.write("other.sql", "mine");
    BranchCommit branch = new BranchCommit(opened, "main");

    branch.commit(head, files("db/a.sql", "new"), List.of("db/b.sql"), WORDS);
    Files.writeString(folder.resolve("db/a.sql"), "new");
    Files.delete(folder.resolve("db/b.sql"));

    Status status = repository.git.status().call();
    assertThat(status.getUntracked()).containsExactly("other.sql");
    assertThat(status.getUncommittedChanges()).isEmpty();
  }

  @Test
  void refusesABranchThatMovedMeanwhile() throws Exception {
    repository.write("db/c.sql", "c").commit("Somebody else's");
    BranchCommit branch = new BranchCommit(opened, "main");

    assertThatThrownBy(() -> branch.commit(head, files("db/d.sql", "d"), List.of(), WORDS))
        .isInstanceOfSatisfying(
            LockstepException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GIT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no good", "-x", "a..b", "x.lock", "a~1"})
  void refusesNamesThatNoBranchHas(String name) {
    assertThatThrownBy(() -> new BranchCommit(opened, name))
        .isInstanceOfSatisfying(
            LockstepException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
  }

  private static SequencedMap<String, byte[]> files(String path, String content) {
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    files.put(path, content.getBytes(UTF_8));
    return files;
  }
}
