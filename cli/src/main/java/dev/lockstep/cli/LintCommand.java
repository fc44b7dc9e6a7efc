package dev.lockstep.cli;

import dev.lockstep.cli.LintFiles.Source;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.lint.Finding;
import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.readers.mysql.MySqlReader;
import dev.lockstep.readers.postgres.PostgresReader;
import dev.lockstep.sql.Position;
import dev.lockstep.sql.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reviews files of SQL.
@Command(
    name = "lint",
    addMethodSubcommands = false,
    description = {
      "Say what the statements in files would do to a database in use: what they lock, rewrite,"
          + " break and lose, and how to do it safely.",
      "Folders are reviewed in the order of the numbers in their files' names, without U__"
          + " scripts; each file is taken as one transaction. Ends with 1 when there is an error."
    })
final class LintCommand implements LockstepCommand {
  /// The versions that are meant where none is named.
  private static final SortedMap<String, String> NEWEST =
      new TreeMap<>(Map.of("postgresql", "18", "mariadb", "11.4", "mysql", "8.4"));

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files, or folders with files that end in .sql.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description =
          "What the files are written for: postgresql, mariadb or mysql. Default: postgresql.")
  private String dialect = "postgresql";

  @Option(
      names = "--dialect-version",
      paramLabel = "N",
      description = "The version of the server, such as 17 or 11.4. Default: the newest.")
  private String version = "";

  @Option(
      names = "--base",
      paramLabel = "PATH",
      description =
          "Files or folders of SQL that made what is there before; they are not reviewed. May be"
              + " given several times.")
  private List<Path> bases = new ArrayList<>();

  @Option(
      names = "--rules",
      paramLabel = "RULE[,RULE]",
      split = ",",
      description = "Only these rules, also those that are off.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--param",
      paramLabel = "RULE.KEY=VALUE",
      description = "A parameter of a rule. May be given several times.")
  private Map<String, String> parameters = new HashMap<>();

  @Option(names = "--fix", description = "Rewrite what has a mechanical fix in the files.")
  private boolean fix;

  @Option(names = "--list-rules", description = "Show all rules instead.")
  private boolean list;

  @Option(names = "--output", paramLabel = "text|json", description = "How to print the result.")
  private OutputFormat output = OutputFormat.text;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Override
  public String name() {
    return "lint";
  }

  @Override
  public int run(CommandContext context) {
    checkNames();
    if (list) {
      return list(context.console());
    }
    if (paths.isEmpty()) {
      throw new LockstepException(
          ErrorCode.USAGE, "Nothing to review was named.", "Name files or folders of SQL.");
    }
    Language language = language(context);
    LintFiles files = new LintFiles(context.invocation().directory());
    List<Source> sources = files.read(paths);
    Review review =
        new Review(
            language,
            Rules.all(),
            new LintSettings(Set.copyOf(only), Set.of(), Map.of(), parameters));
    files.read(bases).stream().filter(Source::isReadable).forEach(base -> review.take(file(base)));
    List<Finding> findings = new ArrayList<>();
    for (Source source : sources) {
      List<Finding> found = findings(source, review);
      findings.addAll(fix ? fixed(context, source, found) : found);
    }
    if (output == OutputFormat.json) {
      context
          .console()
          .line(Json.write(LintReport.json(findings, sources.size(), review.statements())));
    } else {
      new LintReport(context.console(), sources).print(findings, sources.size());
    }
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)
        ? ExitCode.CHECK_FAILED
        : ExitCode.DONE;
  }

  private void checkNames() {
    Set<String> known =
        Rules.all().stream().map(rule -> rule.about().name()).collect(Collectors.toSet());
    for (String rule : only) {
      if (!known.contains(rule) && !rule.equals(Review.NOT_UNDERSTOOD)) {
        throw new LockstepException(
            ErrorCode.USAGE,
            "There is no rule " + rule + ".",
            "lockstep lint --list-rules names them all.");
      }
    }
  }

  private int list(Console console) {
    List<Rule> rules = Rules.all();
    if (output == OutputFormat.json) {
      console.line(Json.write(rules.stream().map(rule -> LintReport.json(rule.about())).toList()));
    } else {
      LintReport.print(
          console,
          rules,
          about ->
              about.severity().name().toLowerCase(Locale.ROOT) + (about.standard() ? "" : ", off"));
    }
    return ExitCode.DONE;
  }

  private Language language(CommandContext context) {
    String newest = NEWEST.get(dialect);
    if (newest == null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "This release does not review SQL for " + dialect + ".",
          "It reviews " + String.join(", ", NEWEST.keySet()) + ".");
    }
    int[] parts = numbers(version.isEmpty() ? newest : version);
    int whole = parts[0] * 10_000 + parts[1] * 100 + parts[2];
    Splitter splitter = context.wiring().get().splitter(dialect);
    return switch (dialect) {
      case "mariadb" -> new Language(dialect, whole, "", splitter, MySqlReader.ofMariaDb(whole));
      case "mysql" -> new Language(dialect, whole, "", splitter, MySqlReader.ofMySql(whole));
      default -> new Language(dialect, parts[0], "public", splitter, new PostgresReader(parts[0]));
    };
  }

  private static int[] numbers(String version) {
    if (!version.matches("\\d{1,4}(\\.\\d{1,2}){0,2}")) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "There is no version " + version + ".",
          "Write it as the server does, for example 17, 11.4 or 8.0.36.");
    }
    int[] parts = new int[3];
    String[] written = version.split("\\.", -1);
    for (int i = 0; i < written.length; i++) {
      parts[i] = Integer.parseInt(written[i]);
    }
    return parts;
  }

  /// Statements that define something commit by themselves on MariaDB and MySQL.
  private SqlFile file(Source source) {
    return new SqlFile(source.path(), source.text(), dialect.equals("postgresql"));
  }

  private List<Finding> findings(Source source, Review review) {
    if (source.isReadable()) {
      return review.review(file(source));
    }
    Position start = new Position(0, 1, 1);
    return List.of(
        new Finding(
            Review.NOT_UNDERSTOOD,
            Severity.ERROR,
            source.path(),
            start,
            start,
            source.fault(),
            null,
            null));
  }

  /// Writes what can be mended into the file, and returns what is left to say.
  private static List<Finding> fixed(
      CommandContext context, Source source, List<Finding> findings) {
    TreeMap<Integer, Finding.Fix> fixes = new TreeMap<>(Comparator.reverseOrder());
    for (Finding finding : findings) {
      if (finding.fix() != null) {
        fixes.putIfAbsent(finding.fix().start(), finding.fix());
      }
    }
    if (fixes.isEmpty()) {
      return findings;
    }
    StringBuilder text = new StringBuilder(source.text());
    fixes.values().forEach(one -> text.replace(one.start(), one.end(), one.replacement()));
    try {
      Files.writeString(context.invocation().directory().resolve(source.path()), text);
    } catch (IOException e) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "Cannot write " + source.path() + ".",
          "Let this user write it, or leave --fix out.",
          e);
    }
    context.console().note("Fixed %s: %d.".formatted(source.path(), fixes.size()));
    return findings.stream().filter(finding -> finding.fix() == null).toList();
  }
}
