package dev.lockstep.cli;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Names deployments so that people can read them: UTC time and four random digits,
/// `20261120-143812-9f3c`.
final class DeploymentIds implements Supplier<String> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final RandomGenerator random;

  DeploymentIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String get() {
    return TIME.format(clock.instant())
        + "-"
        + HexFormat.of().toHexDigits((short) random.nextInt());
  }
}
