package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Lists values that conditions may let a column have: what it would get without any first, then
/// what the conditions themselves speak of.
record PostgresCandidates(DatabaseSchema schema, int number, int longest) {
  private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.'])-?\\d{1,15}(?:\\.\\d{1,9})?");
  private static final int LONGEST = 64;

  /// What people often demand.
  private static final List<String> COMMON =
      List.of(
          "a", "A", "1", "%d@shop.example", "https://shop.example/%d", "+49301234%d", "2001-02-03");

  List<String> of(String type, List<String> conditions) {
    List<String> candidates = new ArrayList<>();
    new PostgresSample(schema, number, longest).of(type).ifPresent(candidates::add);
    for (String condition : conditions) {
      List<String> texts =
          TEXT.matcher(condition).results().map(text -> text.group(1).replace("''", "'")).toList();
      List<String> turned = new ArrayList<>(texts);
      Collections.rotate(turned, 1 - number);
      turned.forEach(text -> candidates.add(Spelling.literal(text)));
      texts.forEach(text -> candidates.add(Spelling.literal(like(text))));
      texts.forEach(
          text -> RegexSample.of(text, number).map(Spelling::literal).ifPresent(candidates::add));
      NUMBER
          .matcher(TEXT.matcher(condition).replaceAll("''"))
          .results()
          .map(MatchResult::group)
          .forEach(one -> around(one, candidates));
    }
    if (!conditions.isEmpty()) {
      for (int other = 1; other <= 2; other++) {
        new PostgresSample(schema, number + other, longest).of(type).ifPresent(candidates::add);
      }
      candidates.add(String.valueOf(number));
      COMMON.forEach(text -> candidates.add(Spelling.literal(text.replace("%d", "" + number))));
    }
    return candidates.stream().distinct().toList();
  }

  private String like(String pattern) {
    return pattern.replace("%", String.valueOf(number)).replace('_', 'x');
  }

  /// A number may be a limit, or the length of a text.
  private void around(String limit, List<String> candidates) {
    candidates.add("(" + limit + " + " + number + ")");
    candidates.add("(" + limit + " - " + number + ")");
    candidates.add("(" + limit + ")");
    if (limit.matches("\\d{1,2}")) {
      int length = Integer.parseInt(limit);
      for (int one : List.of(length, length + 1, length - 1)) {
        if (one > 0 && one <= LONGEST) {
          for (String filling : List.of("x", "X", "1")) {
            String whole = number + filling.repeat(one);
            candidates.add(Spelling.literal(whole.substring(0, one)));
          }
        }
      }
    }
  }
}
