package dev.lockstep.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.LockstepException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class TreeWithFilesTest {
  private final FileTree below =
      new TreeWithFiles(FileTree.EMPTY, files("db/a.sql", "old", "root.sql", "old"));

  @Test
  void addsAndReplaces() {
    FileTree tree = new TreeWithFiles(below, files("db/b.sql", "new", "db/a.sql", "other"));

    assertThat(tree.list("db").stream().map(FileEntry::path))
        .containsExactly("db/a.sql", "db/b.sql");
    assertThat(tree.read("db/a.sql")).isEqualTo("other".getBytes(UTF_8));
    assertThat(tree.find("db/b.sql")).map(FileEntry::size).contains(3L);
    assertThat(tree.list("")).hasSize(3);
    assertThat(tree.read("root.sql")).isEqualTo("old".getBytes(UTF_8));
  }

  @Test
  void listsNoNeighbourOfTheSameBeginning() {
    FileTree tree = new TreeWithFiles(below, files("database/c.sql", "c"));

    assertThat(tree.list("db").stream().map(FileEntry::path)).containsExactly("db/a.sql");
  }

  @Test
  void hasTheFingerprintOfItsContent() {
    String one = fingerprint("same");

    assertThat(fingerprint("same")).isEqualTo(one);
    assertThat(fingerprint("else")).isNotEqualTo(one);
  }

  @Test
  void isNoCommit() {
    assertThat(new TreeWithFiles(below, files("x.sql", "")).differsFromCommit(List.of("db")))
        .isTrue();
  }

  @Test
  void takesNoPathOutside() {
    assertThatThrownBy(() -> new TreeWithFiles(below, files("../x.sql", "")))
        .isInstanceOf(LockstepException.class);
  }

  private String fingerprint(String content) {
    return new TreeWithFiles(below, files("x.sql", content))
        .find("x.sql")
        .orElseThrow()
        .fingerprint();
  }

  private static SequencedMap<String, byte[]> files(String... pathsAndContents) {
    SequencedMap<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < pathsAndContents.length; i += 2) {
      files.put(pathsAndContents[i], pathsAndContents[i + 1].getBytes(UTF_8));
    }
    return files;
  }
}
