package dev.lockstep.runs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Tells when schedules of five fields come round: minute, hour, day of the month, month, day of
/// the week.
public final class Schedules {
  private Schedules() {}

  /// Returns the next time after a moment; empty for a schedule that cannot be read, or never
  /// comes.
  public static Optional<Instant> next(String cron, ZoneId zone, Instant after) {
    try {
      return Optional.ofNullable(
              new CronSchedule(cron, zone, CronStyle.UNIX)
                  .getNextExecutionTime(ExecutionComplete.simulatedSuccess(after)))
          .filter(time -> time.isAfter(after));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
