package dev.lockstep.gate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/// Is a time of the week in which databases may be changed.
///
/// @param days on which it begins
/// @param to is not part of it; at or before `from` it is on the day after
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  private static final int WEEK = 7;

  public Window {
    days = Set.copyOf(days);
  }

  boolean isOpen(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return isOpen(today, now) || isOpen(today.minusDays(1), now);
  }

  private boolean isOpen(LocalDate day, Instant now) {
    if (!days.contains(day.getDayOfWeek())) {
      return false;
    }
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return !now.isBefore(begin(day)) && now.isBefore(ZonedDateTime.of(last, to, zone).toInstant());
  }

  private Instant begin(LocalDate day) {
    return ZonedDateTime.of(day, from, zone).toInstant();
  }

  /// Returns when it opens next, after a time at which it is not open.
  Instant next(Instant now) {
    LocalDate day = LocalDate.ofInstant(now, zone);
    for (int i = 0; i <= WEEK; i++) {
      if (days.contains(day.getDayOfWeek()) && begin(day).isAfter(now)) {
        return begin(day);
      }
      day = day.plusDays(1);
    }
    throw new IllegalStateException("a window without days");
  }
}
