package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class FoldersTest {
  @TempDir Path folder;

  @Test
  void plantedLinkIsNoOwnFolder() throws IOException {
    Path link = folder.resolve("cache");
    Files.createSymbolicLink(link, Files.createDirectory(folder.resolve("elsewhere")));
    assertThatThrownBy(() -> Folders.ownFolder(link))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("belongs to someone else or is a link");
  }

  @Test
  void ownFolderIsTakenAgain() {
    Path own = Folders.ownFolder(folder.resolve("a").resolve("b"));
    assertThat(Folders.ownFolder(own)).isEqualTo(own).isDirectory();
  }

  @Test
  void deletingDoesNotFollowLinks() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "kept");
    Path gone = Files.createDirectory(folder.resolve("gone"));
    Files.createSymbolicLink(gone.resolve("link"), folder);
    Folders.delete(gone);
    assertThat(gone).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void archiveCannotWriteOutsideItsFolder() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    assertThatThrownBy(() -> Tarball.unpack(file("../outside"), inside))
        .hasMessageContaining("outside its own folder");
    assertThatThrownBy(() -> Tarball.unpack(link("lib/link", "../../outside"), inside))
        .hasMessageContaining("outside its own folder");
    assertThat(folder.resolve("outside")).doesNotExist();
    Tarball.unpack(link("lib/link", "../bin/program"), inside);
    assertThat(inside.resolve("lib/link")).isSymbolicLink();
  }

  @Test
  void cacheFollowsTheEnvironment() {
    Path home = Path.of("/home/ann");
    Path temporary = Path.of("/tmp");
    assertThat(Places.of(Map.of(), home, temporary, "ann").cache())
        .isEqualTo(Path.of("/home/ann/.cache/lockstep"));
    assertThat(Places.of(Map.of("XDG_CACHE_HOME", "/caches"), home, temporary, "ann").cache())
        .isEqualTo(Path.of("/caches/lockstep"));
    assertThat(Places.of(Map.of(), home, temporary, "ann").dataRoot().getFileName())
        .hasToString("lockstep-ann");
  }

  private static ByteArrayInputStream file(String name) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    return archive(entry, "content");
  }

  private static ByteArrayInputStream link(String name, String target) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    return archive(entry, "");
  }

  private static ByteArrayInputStream archive(TarArchiveEntry entry, String content)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    entry.setSize(bytes.length);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new XZOutputStream(packed, new LZMA2Options()))) {
      tar.putArchiveEntry(entry);
      tar.write(bytes);
      tar.closeArchiveEntry();
    }
    return new ByteArrayInputStream(packed.toByteArray());
  }
}
