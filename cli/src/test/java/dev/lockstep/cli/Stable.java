package dev.lockstep.cli;

import java.util.List;
import java.util.regex.Pattern;

/// Replaces what differs from run to run, so that the rest can be compared.
final class Stable {
  private record Rule(Pattern pattern, String replacement) {}

  private static final List<Rule> RULES =
      List.of(
          rule("\\b\\d{8}-\\d{6}-[0-9a-f]{4}\\b", "<deployment>"),
          rule("\\b\\d{14}\\b", "<now>"),
          rule("\\b\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?", "<time>"),
          rule("\"tookMillis\" : \\d+", "\"tookMillis\" : <n>"),
          rule("\"walBytes\" : \\d+", "\"walBytes\" : <n>"),
          // A table's maps of free space and of what is visible come when autovacuum passes.
          rule("\\brows, \\d+(\\.\\d+)? kB", "rows, <size>"),
          rule("\"bytes\" : \\d{1,6}\\b", "\"bytes\" : <n>"),
          rule("(made-up rows of .*): .* at that rate", "$1: <took> at that rate"),
          rule("\\b\\d+ min \\d+ s\\b", "<took>"),
          rule("\\b\\d+(\\.\\d+)? m?s\\b", "<took>"),
          rule("\\b[0-9a-f]{64}\\b", "<hash>"),
          rule("\\b[0-9a-f]{40}\\b", "<commit>"),
          rule("\\bplan [0-9a-f]{12}\\b", "plan <hash>"),
          rule("\\b(?=[0-9a-f]*[0-9])[0-9a-f]{8}\\b", "<commit>"),
          rule("\\bport \\d+", "port <port>"),
          rule("PostgreSQL \\d+(\\.\\d+)?", "PostgreSQL <version>"),
          rule("MariaDB \\d+[0-9A-Za-z.-]*", "MariaDB <version>"),
          rule("\"startedBy\" : \"[^\"]*\"", "\"startedBy\" : \"<who>\""),
          rule("\"productVersion\" : \"[^\"]*\"", "\"productVersion\" : \"<version>\""),
          rule("✓ java: .*", "✓ java: <version>"),
          rule(" {2,}", "  "),
          rule("(<deployment>  <time>  .*  <took>  )\\S+  ", "$1<who>  "));

  private Stable() {}

  static String text(String output) {
    String stable = output;
    for (Rule rule : RULES) {
      stable = rule.pattern().matcher(stable).replaceAll(rule.replacement());
    }
    return stable;
  }

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }
}
