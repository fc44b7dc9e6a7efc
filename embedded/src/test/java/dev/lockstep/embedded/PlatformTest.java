package dev.lockstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PlatformTest {
  @Test
  void machinesHaveTheirArtifacts() {
    assertThat(Platform.of("Linux", "amd64", false))
        .isEqualTo(new Platform("linux-amd64", "postgres-linux-x86_64"));
    assertThat(Platform.of("Linux", "aarch64", false))
        .isEqualTo(new Platform("linux-arm64v8", "postgres-linux-arm_64"));
    assertThat(Platform.of("Linux", "amd64", true))
        .isEqualTo(new Platform("linux-amd64-alpine", "postgres-linux-x86_64-alpine_linux"));
    assertThat(Platform.of("Mac OS X", "aarch64", false))
        .isEqualTo(new Platform("darwin-arm64v8", "postgres-darwin-arm_64"));
    assertThat(Platform.of("Windows 11", "amd64", false))
        .isEqualTo(new Platform("windows-amd64", "postgres-windows-x86_64"));
  }

  @Test
  void otherMachinesAreRefusedByName() {
    assertThatThrownBy(() -> Platform.of("SunOS", "sparcv9", false))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("SunOS on sparcv9");
  }
}
