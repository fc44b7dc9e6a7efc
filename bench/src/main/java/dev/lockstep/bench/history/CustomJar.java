package dev.lockstep.bench.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Is the jar that a user would put beside a changelog with custom changes.
///
/// *Shape*: the build makes it of the package `customer`, which is nowhere else on the class path;
/// the start script says where it is.
public final class CustomJar {
  static final String CLASS = "dev.lockstep.bench.customer.CreateTable";

  private CustomJar() {}

  public static Path path() {
    return Path.of(System.getProperty("lockstep.bench.customer", "customer.jar"));
  }

  static byte[] bytes() throws IOException {
    return Files.readAllBytes(path());
  }
}
