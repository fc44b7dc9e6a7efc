package dev.lockstep.pipeline;

import java.util.List;
import java.util.Set;

/// Says who is told of what.
///
/// @param stages ids of stages that it is about; empty for all
/// @param settings of the channel, its address among them
public record Notice(
    String name,
    Set<Occasion> occasions,
    List<String> stages,
    Channel channel,
    Setting.Fields settings,
    Place place) {
  public Notice {
    occasions = Set.copyOf(occasions);
    stages = List.copyOf(stages);
  }

  /// Says what happened.
  public enum Occasion {
    PIPELINE_STARTED,
    PIPELINE_SUCCEEDED,
    PIPELINE_FAILED,
    PIPELINE_ENDED,
    PIPELINE_PAUSED,
    STAGE_STARTED,
    STAGE_SUCCEEDED,
    STAGE_FAILED,
    STEP_FAILED,
    APPROVAL_WAITING
  }

  /// Says by which way.
  public enum Channel {
    EMAIL,
    WEBHOOK,
    SLACK,
    MSTEAMS
  }
}
