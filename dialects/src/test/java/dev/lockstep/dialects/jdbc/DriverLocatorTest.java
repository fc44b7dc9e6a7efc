package dev.lockstep.dialects.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.error.LockstepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverLocatorTest {
  private static final String SOURCE =
      """
      package brought;
      public final class BroughtDriver implements java.sql.Driver {
        public java.sql.Connection connect(String url, java.util.Properties info) { return null; }
        public boolean acceptsURL(String url) { return url.equals("jdbc:brought:"); }
        public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties i) {
          return new java.sql.DriverPropertyInfo[0];
        }
        public int getMajorVersion() { return 7; }
        public int getMinorVersion() { return 0; }
        public boolean jdbcCompliant() { return false; }
        public java.util.logging.Logger getParentLogger() { return null; }
      }
      """;

  @TempDir Path folder;

  @Test
  void aDriverThatTheUserBroughtIsLoadedInIsolation() throws IOException, SQLException {
    jar(folder.resolve(".lockstep/drivers/brought-7.jar"), compiled());
    Driver driver =
        DriverLocator.ofHomes(null, folder)
            .find("brought.BroughtDriver", "brought", "org.example:brought");
    assertThat(driver.acceptsURL("jdbc:brought:")).isTrue();
    assertThat(driver.connect("jdbc:brought:", new Properties())).isNull();
    ClassLoader loader = driver.getClass().getClassLoader();
    assertThat(loader).isNotSameAs(getClass().getClassLoader());
    assertThatThrownBy(() -> loader.loadClass(DriverLocator.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void aJarWithoutTheDriverIsNamed() throws IOException {
    Path home = folder.resolve("home");
    jar(home.resolve("drivers/brought-7.jar"), folder.resolve("absent"));
    assertThatThrownBy(() ->
            DriverLocator.ofHomes(home, folder)
                .find("brought.BroughtDriver", "brought", "org.example:brought"))
        .isInstanceOf(LockstepException.class)
        .hasMessageContaining("brought-7.jar");
  }

  private Path compiled() throws IOException {
    Path source = Files.createDirectories(folder.resolve("src")).resolve("BroughtDriver.java");
    Files.writeString(source, SOURCE);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(failed).isZero();
    return folder.resolve("brought/BroughtDriver.class");
  }

  private static void jar(Path jar, Path content) throws IOException {
    Files.createDirectories(jar.getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      if (Files.exists(content)) {
        out.putNextEntry(new JarEntry("brought/BroughtDriver.class"));
        Files.copy(content, out);
      } else {
        out.putNextEntry(new JarEntry("empty"));
      }
    }
  }
}
