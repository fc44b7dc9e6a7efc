package dev.lockstep.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When changes are allowed.
class GatesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Gates gates(List<Window> windows, List<Freeze> freezes) {
    return new Gates(
        null, null, windows, freezes, Gates.Findings.NONE, false, false, /* after= */ null);
  }

  private static Window window(Set<DayOfWeek> days, String from, String to) {
    return new Window(days, LocalTime.parse(from), LocalTime.parse(to), BERLIN);
  }

  @ParameterizedTest
  @CsvSource({
    // a Monday, within, before and at the end
    "2026-11-23T08:00:00Z, 2026-11-23T08:00:00Z",
    "2026-11-23T07:59:59Z, 2026-11-23T08:00:00Z",
    "2026-11-23T15:00:00Z, 2026-11-24T08:00:00Z",
    // a Friday evening
    "2026-11-27T15:00:00Z, 2026-11-30T08:00:00Z",
    // in summer an hour earlier
    "2026-07-06T06:30:00Z, 2026-07-06T07:00:00Z",
    // the day that the freeze ends on, and the window's begin after it
    "2026-12-21T09:00:00Z, 2027-01-04T08:00:00Z",
  })
  void officeHoursAndAFreeze(Instant now, Instant opens) {
    Gates gates =
        gates(
            List.of(window(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "09:00", "16:00")),
            List.of(
                new Freeze(
                    Instant.parse("2026-12-20T00:00:00Z"),
                    Instant.parse("2027-01-02T00:00:00Z"),
                    "Christmas")));
    assertThat(gates.opens(now)).contains(opens);
  }

  @ParameterizedTest
  @CsvSource({
    // Saturday 22:00 to Sunday 04:00 in Berlin
    "2026-11-28T20:59:59Z, 2026-11-28T21:00:00Z",
    "2026-11-29T02:59:59Z, 2026-11-29T02:59:59Z",
    "2026-11-29T03:00:00Z, 2026-12-05T21:00:00Z",
  })
  void aWindowOverMidnight(Instant now, Instant opens) {
    Gates gates = gates(List.of(window(Set.of(DayOfWeek.SATURDAY), "22:00", "04:00")), List.of());
    assertThat(gates.opens(now)).contains(opens);
  }

  @Test
  void theSameTimesAreAWholeDay() {
    Gates gates = gates(List.of(window(Set.of(DayOfWeek.SUNDAY), "00:00", "00:00")), List.of());
    Instant noon = Instant.parse("2026-11-29T12:00:00Z");
    assertThat(gates.opens(noon)).contains(noon);
    assertThat(gates.opens(Instant.parse("2026-11-29T23:00:00Z")))
        .contains(Instant.parse("2026-12-05T23:00:00Z"));
  }

  @Test
  void aFreezeSaysWhy() {
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    Gates gates = gates(List.of(), List.of(new Freeze(now, now.plusSeconds(60), "audit")));
    assertThat(gates.closed(now)).isEqualTo("Nothing is changed until 2026-11-23T12:01:00Z: audit");
    assertThat(gates.opens(now)).contains(now.plusSeconds(60));
  }
}
