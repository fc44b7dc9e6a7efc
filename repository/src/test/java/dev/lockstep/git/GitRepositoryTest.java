package dev.lockstep.git;

import static dev.lockstep.git.WorkingTreeTest.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.git.Commits.Commit;
import dev.lockstep.project.Pin;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitRepositoryTest {
  @TempDir private Path folder;
  private TestRepository made;
  private GitRepository repository;

  @BeforeEach
  void open() throws Exception {
    made = TestRepository.create(folder.resolve("made"));
    repository = GitRepository.open(made.folder);
  }

  @AfterEach
  void close() {
    repository.close();
    made.close();
  }

  @Test
  void resolvesBranchesTagsAndCommits() throws Exception {
    String first = made.commit("first");
    made.git.tag().setName("v1").setAnnotated(true).setMessage("one").setSigned(false).call();
    made.git.tag().setName("v1-light").setAnnotated(false).call();
    made.git.branchCreate().setName("release/1").call();
    String second = made.commit("second");
    assertThat(repository.resolve("HEAD")).isEqualTo(second);
    assertThat(repository.resolve("main")).isEqualTo(second);
    assertThat(repository.resolve("main~1")).isEqualTo(first);
    assertThat(repository.resolve("v1")).isEqualTo(first);
    assertThat(repository.resolve("refs/heads/release/1")).isEqualTo(first);
    assertThat(repository.resolve(first.substring(0, 8))).isEqualTo(first);
    assertThat(repository.resolve(new Pin.Branch("release/1"))).isEqualTo(first);
    assertThat(repository.resolve(new Pin.Tag("v1"))).isEqualTo(first);
    assertThat(repository.resolve(new Pin.Tag("v1-light"))).isEqualTo(first);
    assertThat(repository.resolve(new Pin.Commit(second))).isEqualTo(second);
    assertThat(
            repository.resolve(
                new Pin.Commit(first.substring(0, 7).toUpperCase(java.util.Locale.ROOT))))
        .isEqualTo(first);
    made.git.packRefs().setAll(true).call();
    assertThat(repository.resolve(new Pin.Branch("release/1"))).isEqualTo(first);
    assertThat(repository.resolve(new Pin.Tag("v1"))).isEqualTo(first);
    assertThat(repository.names()).containsExactlyInAnyOrder("main", "release/1", "v1", "v1-light");
  }

  @Test
  void saysWhatThereIsWhenARefIsNotFound() throws Exception {
    fails(ErrorCode.USAGE, "There is no ref \"main\"", () -> repository.resolve("main"));
    String commit = made.commit("first");
    made.git.branchCreate().setName("feature/cart").call();
    for (String absent :
        List.of(
            "cart",
            "main~9",
            "0123456789012345678901234567890123456789",
            "",
            "a..b",
            "@{",
            "-x",
            "main:db",
            "^",
            "\u001b[2J")) {
      fails(ErrorCode.USAGE, "There is no ref", () -> repository.resolve(absent));
    }
    fails(
        ErrorCode.CONFIGURATION,
        "There is no tag \"main\"",
        () -> repository.resolve(new Pin.Tag("main")));
    fails(
        ErrorCode.CONFIGURATION,
        "There is no branch \"" + commit,
        () -> repository.resolve(new Pin.Branch(commit)));
    fails(
        ErrorCode.CONFIGURATION,
        "There is no commit \"main\"",
        () -> repository.resolve(new Pin.Commit("main")));
    fails(
        ErrorCode.USAGE,
        "There is no ref \"…@git.example/shop\"",
        () -> repository.resolve("https:/ada:p@ss/word@git.example/shop"));
    assertThat(repository.contains(commit)).isTrue();
    assertThat(repository.contains("0123456789012345678901234567890123456789")).isFalse();
    assertThat(repository.contains("main")).isFalse();
    fails(
        ErrorCode.USAGE,
        "does not belong to a Git repository",
        () -> GitRepository.open(folder).close());
  }

  @Test
  void fallsBackToTheBranchesOfTheRemote() throws Exception {
    String commit = made.commit("first");
    RefUpdate update = made.git.getRepository().updateRef("refs/remotes/origin/release");
    update.setNewObjectId(ObjectId.fromString(commit));
    update.update();
    assertThat(repository.resolve(new Pin.Branch("release"))).isEqualTo(commit);
    assertThat(repository.resolve("release")).isEqualTo(commit);
  }

  @Test
  void listsTheCommitsThatTouchAFolder() throws Exception {
    String first = made.write("db/V1__a.sql", "a").commit("db: first");
    made.write("readme", "r").commit("docs");
    made.write("db/V2__b.sql", "b").commit("db: second\n\nwith a body");
    String last = made.write("stock/changelog.xml", "x").commit("stock: \u001b[31mred");
    assertThat(subjects(first, last, List.of("db"), 10)).containsExactly("db: second");
    assertThat(subjects(null, last, List.of("db"), 10)).containsExactly("db: second", "db: first");
    assertThat(subjects(first, last, List.of("db", "stock/changelog.xml"), 10))
        .containsExactly("stock:  [31mred", "db: second");
    assertThat(subjects(first, last, List.of(), 10)).hasSize(3);
    assertThat(subjects(first, last, List.of(""), 10)).hasSize(3);
    assertThat(subjects(last, first, List.of(), 10)).isEmpty();
    assertThat(subjects(last, last, List.of(), 10)).isEmpty();
    Commits cut = repository.between(null, last, List.of(), 2);
    assertThat(cut.list()).hasSize(2);
    assertThat(cut.more()).isTrue();
    Commit newest = cut.list().getFirst();
    assertThat(newest.author()).isEqualTo("Ada Example");
    assertThat(newest.at()).isAfter(TestRepository.START);
    assertThat(last).startsWith(newest.shortId());
    assertThat(repository.between(null, last, List.of(), 4).more()).isFalse();
  }

  @Test
  void readsShallowClones() throws Exception {
    String first = made.write("db/V1__a.sql", "a").commit("first");
    made.write("db/V2__b.sql", "b").commit("second");
    String last = made.write("db/V3__c.sql", "c").commit("third");
    Path shallow = folder.resolve("shallow");
    Git.cloneRepository()
        .setURI(made.folder.toUri().toString())
        .setDirectory(shallow.toFile())
        .setDepth(1)
        .call()
        .close();
    try (GitRepository clone = GitRepository.open(shallow)) {
      assertThat(clone.head()).contains(last);
      assertThat(clone.tree("HEAD", "").list("db")).hasSize(3);
      assertThat(clone.contains(first)).isFalse();
      assertThat(clone.between(null, last, List.of("db"), 10).list()).hasSize(1);
      assertThat(clone.between(first, last, List.of("db"), 10).list()).hasSize(1);
      assertThat(new WorkingTree(shallow).differsFromCommit(List.of("db"))).isFalse();
    }
  }

  private List<String> subjects(
      @org.jspecify.annotations.Nullable String from, String to, List<String> folders, int limit) {
    return repository.between(from, to, folders, limit).list().stream()
        .map(Commit::subject)
        .toList();
  }
}
