package dev.lockstep.dialects.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void quick_migrations_soon_travel_many_together() {
    assertThat(pace.size()).isEqualTo(1);
    pace.took(1, Duration.ofMillis(3));
    assertThat(pace.size()).isEqualTo(4);
    pace.took(4, Duration.ofMillis(9));
    pace.took(16, Duration.ofMillis(30));
    assertThat(pace.size()).isEqualTo(20);
    pace.took(20, Duration.ZERO);
    assertThat(pace.size()).isEqualTo(20);
  }

  @Test
  void slow_migrations_travel_alone() {
    pace.took(1, Duration.ofMillis(3));
    pace.took(4, Duration.ofSeconds(8));
    assertThat(pace.size()).isEqualTo(1);
    pace.took(1, Duration.ofMillis(200));
    assertThat(pace.size()).isEqualTo(2);
  }
}
