package dev.lockstep.testkit;

import dev.lockstep.embedded.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Puts a test's `@TempDir(factory = MemoryFolder.class)` on the memory file system where there is
/// one: databases on a busy disk take seconds for what takes milliseconds there.
public final class MemoryFolder implements TempDirFactory {
  @Override
  public Path createTempDirectory(
      AnnotatedElementContext element, ExtensionContext extensionContext) throws IOException {
    Path root = Files.createDirectories(Places.onThisMachine().dataRoot());
    return Files.createTempDirectory(root, "test-");
  }
}
