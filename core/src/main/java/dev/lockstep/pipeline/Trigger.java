package dev.lockstep.pipeline;

import java.time.ZoneId;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Says what begins a run by itself.
///
/// *Shape*: patterns are globs with `*`, `**` and `?`; an empty list fits everything.
public sealed interface Trigger {
  /// Gives the inputs of a run that it begins.
  SequencedMap<String, Setting> inputs();

  Place place();

  /// Tells whether a name of a branch or tag, or a path, fits any of some patterns, or there are
  /// none: `*` stands for anything but a slash, `**` for anything, `?` for one character.
  static boolean fits(List<String> patterns, String text) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(one -> pattern(one).matcher(text).matches());
  }

  private static Pattern pattern(String glob) {
    StringBuilder pattern = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      boolean wide = c == '*' && glob.startsWith("**", i);
      pattern.append(
          switch (c) {
            case '*' -> wide ? ".*" : "[^/]*";
            case '?' -> "[^/]";
            default -> Pattern.quote(String.valueOf(c));
          });
      i += wide ? 2 : 1;
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

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
