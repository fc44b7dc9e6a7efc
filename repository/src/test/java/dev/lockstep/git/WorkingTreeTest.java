package dev.lockstep.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.source.FileEntry;
import dev.lockstep.source.LeftOut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkingTreeTest {
  @TempDir private Path folder;

  @Test
  void listsAndReadsAFolderOutsideGit() throws IOException {
    write("db/V2__b.sql", "b");
    write("db/V1__a.sql", "select 1;");
    write("db/deep/er/V3__c.sql", "");
    write("other.txt", "x");
    WorkingTree tree = new WorkingTree(folder);
    assertThat(tree.commit()).isEmpty();
    assertThat(tree.description()).isEqualTo("working tree");
    assertThat(paths(tree.list("db")))
        .containsExactly("db/V1__a.sql", "db/V2__b.sql", "db/deep/er/V3__c.sql");
    assertThat(paths(tree.list(""))).hasSize(4).contains("other.txt");
    assertThat(tree.list("absent")).isEmpty();
    assertThat(tree.list("other.txt")).isEmpty();
    assertThat(tree.find("db/V1__a.sql").orElseThrow().size()).isEqualTo(9);
    assertThat(tree.find("db")).isEmpty();
    assertThat(tree.find("db/absent.sql")).isEmpty();
    assertThat(tree.find("db/V1__a.sql/x")).isEmpty();
    assertThat(tree.read("db/V1__a.sql")).asString(StandardCharsets.UTF_8).isEqualTo("select 1;");
    assertThat(tree.read("db/deep/er/V3__c.sql")).isEmpty();
    assertThat(tree.differsFromCommit(List.of("db"))).isFalse();
    fails(ErrorCode.CHANGE_FILE, "There is no file \"db\"", () -> tree.read("db"));
    fails(ErrorCode.CHANGE_FILE, "does not exist", () -> new WorkingTree(folder.resolve("absent")));
  }

  @Test
  void ordersByCodePoints() throws IOException {
    List<String> names = List.of("Z", "a", "é", "\uFF5E", "\uD83D\uDE80");
    for (String name : names) {
      write(name, "x");
    }
    assertThat(paths(new WorkingTree(folder).list(""))).isEqualTo(names);
  }

  @Test
  void refusesLinksWhenNamedAndLeavesThemOut() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret.sql"), "secret");
    Path inside = Files.createDirectories(folder.resolve("tree/db"));
    Files.writeString(inside.resolve("V1__a.sql"), "a");
    Files.createSymbolicLink(inside.resolve("V2__link.sql"), outside.resolve("secret.sql"));
    Files.createSymbolicLink(inside.resolve("V3__own.sql"), Path.of("V1__a.sql"));
    Files.createSymbolicLink(inside.resolve("folder"), outside);
    Files.createSymbolicLink(inside.resolve("dangling"), Path.of("nowhere"));
    WorkingTree tree = new WorkingTree(folder.resolve("tree"));
    assertThat(paths(tree.list("db"))).containsExactly("db/V1__a.sql");
    assertThat(tree.leftOut("db"))
        .extracting(LeftOut::path)
        .containsExactly("db/V2__link.sql", "db/V3__own.sql", "db/dangling", "db/folder");
    for (String path :
        List.of("db/V2__link.sql", "db/V3__own.sql", "db/folder/secret.sql", "db/dangling")) {
      fails(ErrorCode.CHANGE_FILE, "is a symbolic link", () -> tree.read(path));
      fails(ErrorCode.CHANGE_FILE, "is a symbolic link", () -> tree.find(path));
    }
    fails(ErrorCode.CHANGE_FILE, "is a symbolic link", () -> tree.list("db/folder"));
  }

  @Test
  void leavesOutGitSubmodulesAndDevices() throws Exception {
    TestRepository.create(folder.resolve("sub/module")).close();
    write("sub/module/V1__a.sql", "a");
    write(".git/V1__a.sql", "a");
    Process pipe =
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).inheritIO().start();
    assertThat(pipe.waitFor()).isZero();
    WorkingTree tree = new WorkingTree(folder);
    assertThat(tree.list("")).isEmpty();
    assertThat(tree.leftOut(""))
        .containsExactly(
            new LeftOut("pipe", "is no regular file"),
            new LeftOut("sub/module", "is another Git repository or a submodule"));
    fails(ErrorCode.CHANGE_FILE, "is no regular file", () -> tree.read("pipe"));
    fails(ErrorCode.CHANGE_FILE, "submodule", () -> tree.read("sub/module/V1__a.sql"));
    fails(ErrorCode.CHANGE_FILE, "Git's own folder", () -> tree.read(".git/V1__a.sql"));
    fails(ErrorCode.CHANGE_FILE, "Git's own folder", () -> tree.list(".GIT"));
  }

  @Test
  void refusesLargeFilesAndLfsPointers() throws IOException {
    write("large.sql", "x".repeat(101));
    write("lfs.sql", LfsPointerTexts.POINTER);
    WorkingTree tree = new WorkingTree(folder, 100);
    fails(ErrorCode.TOO_LARGE, "101 bytes; the limit is 100", () -> tree.read("large.sql"));
    WorkingTree usual = new WorkingTree(folder);
    fails(ErrorCode.CHANGE_FILE, "Git LFS pointer", () -> usual.read("lfs.sql"));
  }

  @Test
  void changesTheFingerprintWithTheFile() throws IOException {
    write("a.sql", "one");
    WorkingTree tree = new WorkingTree(folder);
    String first = tree.find("a.sql").orElseThrow().fingerprint();
    assertThat(tree.find("a.sql").orElseThrow().fingerprint()).isEqualTo(first);
    assertThat(tree.list("").getFirst().fingerprint()).isEqualTo(first);
    Files.setLastModifiedTime(
        folder.resolve("a.sql"), FileTime.from(Instant.parse("2026-01-01T00:00:00.000000001Z")));
    assertThat(tree.find("a.sql").orElseThrow().fingerprint()).isNotEqualTo(first);
    fails(
        ErrorCode.PLAN_STALE,
        "\"a.sql\" was changed while this command was running.",
        () -> tree.read("a.sql"));
    assertThat(new WorkingTree(folder).read("a.sql")).asString().isEqualTo("one");
  }

  @Test
  void knowsTheCommitAndWhatDiffersFromIt() throws Exception {
    try (TestRepository repository = TestRepository.create(folder)) {
      write("db/V1__a.sql", "a\nb\n");
      write("db/x/V2__b.sql", "b");
      write("changelog.xml", "x");
      write("elsewhere/file", "e");
      assertThat(new WorkingTree(folder).commit()).isEmpty();
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("db"))).isTrue();
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("absent"))).isFalse();
      String commit = repository.commit("first");
      WorkingTree tree = new WorkingTree(folder);
      assertThat(tree.commit()).contains(commit);
      assertThat(new WorkingTree(folder.resolve("db/x")).commit()).contains(commit);
      List<String> all = List.of("db", "changelog.xml", "elsewhere", "");
      assertThat(tree.differsFromCommit(all)).isFalse();

      write("elsewhere/file", "f");
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("db"))).isFalse();
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("db", "elsewhere"))).isTrue();
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("changelog.xml"))).isTrue();
      write("elsewhere/file", "e");
      write("db/V1__a.sql", "a\r\nb\r\n");
      assertThat(new WorkingTree(folder).differsFromCommit(all))
          .as("only line ends differ")
          .isFalse();
      write("db/V1__a.sql", "a\r\nc\r\n");
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("db"))).isTrue();
      write("db/V1__a.sql", "a\nb\n");
      write("db/V3__new.sql", "");
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("db"))).as("new").isTrue();
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("db/x/V2__b.sql"))).isFalse();
      Files.delete(folder.resolve("db/V3__new.sql"));
      Files.delete(folder.resolve("db/x/V2__b.sql"));
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("db"))).as("deleted").isTrue();
      assertThat(new WorkingTree(folder.resolve("db/x")).differsFromCommit(List.of(""))).isTrue();
    }
  }

  @Test
  void takesTheContentOfAnLfsFileForTheSame() throws Exception {
    try (TestRepository repository = TestRepository.create(folder)) {
      write("db/big.csv", LfsPointerTexts.POINTER);
      repository.commit("pointer");
      write("db/big.csv", LfsPointerTexts.CONTENT);
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("db"))).isFalse();
      write("db/big.csv", LfsPointerTexts.CONTENT + "x");
      assertThat(new WorkingTree(folder).differsFromCommit(List.of("db"))).isTrue();
    }
  }

  @Test
  void leavesNoTraceInRepositoryOrHome() throws Exception {
    try (TestRepository repository = TestRepository.create(folder)) {
      write("db/V1__a.sql", "a");
      repository.commit("first");
    }
    List<String> before = paths(folder);
    assertThat(new WorkingTree(folder).differsFromCommit(List.of("db"))).isFalse();
    try (GitRepository repository = GitRepository.open(folder)) {
      repository.tree("main", "").read("db/V1__a.sql");
    }
    assertThat(paths(folder)).isEqualTo(before);
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static List<String> paths(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private static List<String> paths(List<FileEntry> entries) {
    return entries.stream().map(FileEntry::path).toList();
  }

  static void fails(ErrorCode code, String words, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            LockstepException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContaining(words);
            });
  }
}
