package dev.lockstep.pipeline;

import java.time.ZoneId;
import java.util.List;
import java.util.SequencedMap;

/// Says what begins a run by itself.
///
/// *Shape*: patterns are globs with `*`, `**` and `?`; an empty list fits everything.
public sealed interface Trigger {
  /// Gives the inputs of a run that it begins.
  SequencedMap<String, Setting> inputs();

  Place place();

  record Push(
      List<String> branches, List<String> paths, SequencedMap<String, Setting> inputs, Place place)
      implements Trigger {
    public Push {
      branches = List.copyOf(branches);
      paths = List.copyOf(paths);
    }
  }

  /// @param actions such as `opened`, `updated`, `merged`, `closed`
  record PullRequest(
      List<String> branches,
      List<String> paths,
      List<String> actions,
      SequencedMap<String, Setting> inputs,
      Place place)
      implements Trigger {
    public PullRequest {
      branches = List.copyOf(branches);
      paths = List.copyOf(paths);
      actions = List.copyOf(actions);
    }
  }

  record Tag(List<String> tags, SequencedMap<String, Setting> inputs, Place place)
      implements Trigger {
    public Tag {
      tags = List.copyOf(tags);
    }
  }

  /// @param cron five fields: minute, hour, day of the month, month, day of the week
  record Schedule(String cron, ZoneId zone, SequencedMap<String, Setting> inputs, Place place)
      implements Trigger {}

  /// @param pipeline the id of the one whose end it waits for
  record After(
      String pipeline, When.Outcome outcome, SequencedMap<String, Setting> inputs, Place place)
      implements Trigger {}
}
