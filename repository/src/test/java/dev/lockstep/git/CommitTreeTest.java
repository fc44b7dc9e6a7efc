package dev.lockstep.git;

import static dev.lockstep.git.WorkingTreeTest.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.LeftOut;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommitTreeTest {
  @TempDir private Path folder;
  private TestRepository made;
  private GitRepository repository;

  @BeforeEach
  void open() throws Exception {
    made = TestRepository.create(folder);
    repository = GitRepository.open(folder);
  }

  @AfterEach
  void close() {
    repository.close();
    made.close();
  }

  @Test
  void readsACommitAndNotTheWorkTree() throws Exception {
    made.write("db/V1__a.sql", "first").write("db/x/V2__ü.sql", "b").write("readme", "r");
    String first = made.commit("first");
    made.write("db/V1__a.sql", "second").write("db/V3__c.sql", "c");
    made.commit("second");
    made.write("db/V1__a.sql", "unsaved");
    CommitTree tree = repository.tree("HEAD~1", "");
    assertThat(tree.commit()).contains(first);
    assertThat(tree.description()).isEqualTo("HEAD~1 (" + first.substring(0, 7) + ")");
    assertThat(repository.tree(first, "").description()).isEqualTo(first.substring(0, 7));
    assertThat(text(tree, "db/V1__a.sql")).isEqualTo("first");
    assertThat(text(repository.tree("main", ""), "db/V1__a.sql")).isEqualTo("second");
    assertThat(tree.list("db"))
        .extracting(FileEntry::path)
        .containsExactly("db/V1__a.sql", "db/x/V2__ü.sql");
    assertThat(tree.list("")).hasSize(3);
    assertThat(tree.list("absent")).isEmpty();
    assertThat(tree.list("readme")).isEmpty();
    assertThat(tree.find("db")).isEmpty();
    assertThat(tree.find("readme/x")).isEmpty();
    FileEntry entry = tree.find("db/V1__a.sql").orElseThrow();
    assertThat(entry.size()).isEqualTo(5);
    assertThat(entry.fingerprint()).isEqualTo(made.blob("first").name());
    assertThat(tree.list("db")).contains(entry);
    assertThat(tree.differsFromCommit(List.of("db"))).isFalse();
    fails(
        ErrorCode.CHANGE_FILE,
        "There is no file \"db/V3__c.sql\"",
        () -> tree.read("db/V3__c.sql"));
    fails(ErrorCode.CHANGE_FILE, "leaves the repository", () -> tree.read("db/../readme"));
  }

  @Test
  void startsBelowTheRoot() throws Exception {
    made.write("services/shop/db/V1__a.sql", "a").write("db/V1__a.sql", "other");
    made.commit("first");
    String prefix = repository.prefixOf(folder.resolve("services/shop"));
    assertThat(prefix).isEqualTo("services/shop");
    CommitTree tree = repository.tree("main", prefix);
    assertThat(tree.list("")).extracting(FileEntry::path).containsExactly("db/V1__a.sql");
    assertThat(text(tree, "db/V1__a.sql")).isEqualTo("a");
    fails(
        ErrorCode.CHANGE_FILE,
        "There is no folder \"absent\"",
        () -> repository.tree("main", "absent"));
  }

  @Test
  void refusesLinksSubmodulesAndPointers() throws Exception {
    ObjectId target = made.blob("/etc/passwd");
    CommitTree link = repository.tree(made.commitEntry("db/V1.sql", FileMode.SYMLINK, target), "");
    assertThat(link.list("")).isEmpty();
    assertThat(link.leftOut("")).containsExactly(new LeftOut("db/V1.sql", "is a symbolic link"));
    fails(ErrorCode.CHANGE_FILE, "is a symbolic link", () -> link.read("db/V1.sql"));
    fails(ErrorCode.CHANGE_FILE, "is a symbolic link", () -> link.find("db/V1.sql"));
    fails(ErrorCode.CHANGE_FILE, "is a symbolic link", () -> link.list("db/V1.sql"));
    fails(ErrorCode.CHANGE_FILE, "is a symbolic link", () -> link.read("db/V1.sql/passwd"));

    ObjectId elsewhere = ObjectId.fromString("1234567890123456789012345678901234567890");
    CommitTree module = repository.tree(made.commitEntry("db", FileMode.GITLINK, elsewhere), "");
    assertThat(module.leftOut("")).containsExactly(new LeftOut("db", "is a submodule"));
    fails(ErrorCode.CHANGE_FILE, "is a submodule", () -> module.list("db"));
    fails(ErrorCode.CHANGE_FILE, "is a submodule", () -> module.read("db/V1.sql"));

    ObjectId pointer = made.blob(LfsPointerTexts.POINTER);
    CommitTree lfs =
        repository.tree(made.commitEntry("V1.sql", FileMode.REGULAR_FILE, pointer), "");
    fails(ErrorCode.CHANGE_FILE, "Git LFS pointer", () -> lfs.read("V1.sql"));
  }

  @Test
  void leavesOutNamesThatNoFileSystemShouldSee() throws Exception {
    ObjectId blob = made.blob("x");
    TreeFormatter names = new TreeFormatter();
    for (String name : List.of("..", ".git", "a\\b", "a\u0001b", "a\u007Fb", "good.sql")) {
      names.append(name, FileMode.REGULAR_FILE, blob);
    }
    byte[] latin = {(byte) 0xFC, '.', 's', 'q', 'l'};
    names.append(latin, FileMode.REGULAR_FILE, blob);
    CommitTree tree = repository.tree(made.commitTree(made.tree(names)), "");
    assertThat(tree.list("")).extracting(FileEntry::path).containsExactly("good.sql");
    assertThat(tree.leftOut("")).hasSize(6);
    fails(ErrorCode.CHANGE_FILE, "leaves the repository", () -> tree.read(".."));
    fails(ErrorCode.CHANGE_FILE, "Git's own folder", () -> tree.read(".git"));
  }

  @Test
  void stopsATreeThatUnfoldsWithoutEnd() throws Exception {
    TreeFormatter leaves = new TreeFormatter();
    ObjectId blob = made.blob("x");
    for (char name = 'a'; name <= 'j'; name++) {
      leaves.append(String.valueOf(name), FileMode.REGULAR_FILE, blob);
    }
    ObjectId tree = made.tree(leaves);
    for (int level = 0; level < 9; level++) {
      TreeFormatter branches = new TreeFormatter();
      for (char name = 'a'; name <= 'j'; name++) {
        branches.append(String.valueOf(name), FileMode.TREE, tree);
      }
      tree = made.tree(branches);
    }
    ObjectId root = tree;
    try (ObjectReader reader = made.git.getRepository().newObjectReader()) {
      fails(ErrorCode.TOO_LARGE, "more than 2000", () -> new TreeScan(2000).scan(reader, root, ""));
    }
    CommitTree bomb = repository.tree(made.commitTree(root), "");
    assertThat(text(bomb, "a/b/c/d/e/f/g/h/i/j")).isEqualTo("x");
  }

  @Test
  void refusesAFileBeyondTheLimitBeforeReadingIt() throws Exception {
    made.write("large.sql", "x".repeat((50 << 20) + 1));
    made.commit("large");
    CommitTree tree = repository.tree("main", "");
    fails(ErrorCode.TOO_LARGE, "the limit is 52428800", () -> tree.read("large.sql"));
  }

  private static String text(CommitTree tree, String path) {
    return new String(tree.read(path), StandardCharsets.UTF_8);
  }
}
