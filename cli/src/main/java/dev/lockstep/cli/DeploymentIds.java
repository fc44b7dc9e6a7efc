package dev.lockstep.cli;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Names deployments so that people can read them: UTC time and four digits,
/// `20261120-143812-9f3c`.
///
/// *Shape*: digits count on from a random one, so that no two of this process are the same, however
/// many instances begin in one second.
final class DeploymentIds implements Supplier<String> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final AtomicInteger next;

  DeploymentIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.next = new AtomicInteger(random.nextInt());
  }

  @Override
  public String get() {
    return TIME.format(clock.instant())
        + "-"
        + HexFormat.of().toHexDigits((short) next.getAndIncrement());
  }
}
