package dev.lockstep.cli;

import dev.lockstep.cli.FanOut.Outcome;
import dev.lockstep.cli.LintFiles.Source;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import dev.lockstep.git.GitFolder;
import dev.lockstep.lint.Rule;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.project.Project;
import dev.lockstep.project.ReviewSettings;
import dev.lockstep.scratch.Scratches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reviews the changes of a project, or files of SQL.
@Command(
    name = "lint",
    addMethodSubcommands = false,
    description = {
      "Say what changes would do to a database in use: what they lock, rewrite, break and lose,"
          + " and how to do it safely.",
      "Without PATH: the changes of the project's schemas, in the order in which their engine"
          + " would run them, with the rules of the last environment unless -e or -i names"
          + " another. With PATH: files of SQL; folders are reviewed in the order of the numbers in"
          + " their files' names, without U__ scripts; each file is taken as one transaction.",
      "A comment takes a finding out: -- lockstep:ignore RULE until 2026-12-31: REASON"
    })
final class LintCommand implements LockstepCommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files, or folders with files that end in .sql.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "ENV",
      description = "Only instances of this environment; may be repeated.")
  private List<String> environments = new ArrayList<>();

  @Option(
      names = {"-s", "--schema"},
      paramLabel = "SCHEMA",
      description = "Only this schema; may be repeated.")
  private List<String> schemas = new ArrayList<>();

  @Option(
      names = {"-i", "--instance"},
      paramLabel = "INSTANCE",
      description = "Only this instance; may be repeated.")
  private List<String> instances = new ArrayList<>();

  @Option(
      names = "--ref",
      paramLabel = "REF",
      description = "The changes of this branch, tag or commit instead of the working tree's.")
  private @Nullable String ref;

  @Option(
      names = "--since",
      paramLabel = "REF",
      description =
          "Only what this branch, tag or commit does not have. Says also where a change that it"
              + " has was edited, removed, or would run behind a new one.")
  private @Nullable String since;

  @Option(
      names = "--pending",
      description =
          "Only what is pending on the instances, reviewed against what they hold. Connects to"
              + " them.")
  private boolean pending;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description =
          "What the files are written for: postgresql, mariadb, mysql or sqlite. Default: that"
              + " of the project around, or postgresql.")
  private @Nullable String dialect;

  @Option(
      names = "--dialect-version",
      paramLabel = "N",
      description =
          "The version of the server, such as 17 or 11.4. Default: the database's own where"
              + " one is asked, that of the schema in lockstep.yaml, or the newest.")
  private String version = "";

  @Option(
      names = "--base",
      paramLabel = "PATH|URL",
      description =
          "With PATH: files or folders of SQL that made what is there before, or the JDBC URL of a"
              + " database; they are not reviewed. May be given several times.")
  private List<String> bases = new ArrayList<>();

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

  @Option(
      names = "--fail-on",
      paramLabel = "error|warning|notice|never",
      description = "What ends with 1. Default: error.")
  private FailOn failOn = FailOn.error;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Leave out the findings that this file lists.")
  private @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = "Write what is found into this file, and end with 0.")
  private @Nullable Path newBaseline;

  @Option(
      names = "--fix",
      description =
          "Rewrite what has a mechanical fix in the files. Without PATH: only in changes that"
              + " --since calls new, or of --pending those that no instance has.")
  private boolean fix;

  @Option(names = "--list-rules", description = "Show all rules instead.")
  private boolean list;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description =
          "text, json, sarif, junit, github (annotations), gitlab (code quality) or markdown (a"
              + " comment for a pull request). Default: text.")
  private LintFormat output = LintFormat.text;

  @Mixin private final ProjectOptions project = new ProjectOptions();

  /// Says from which severity on the command fails.
  enum FailOn {
    error,
    warning,
    notice,
    never
  }

  @Override
  public String name() {
    return "lint";
  }

  @Override
  public int run(CommandContext context) {
    LintRules rules = new LintRules(only, parameters);
    if (list) {
      return list(context.console());
    }
    return paths.isEmpty() ? project(context, rules) : files(context, rules);
  }

  /// Mends what is asked for, and prints what is left.
  ///
  /// @param root that the paths of findings start from
  /// @param standing reads the baseline where the command line names none
  private int report(
      CommandContext context,
      Path root,
      Supplier<Set<String>> standing,
      Supplier<LintResult> review) {
    UnaryOperator<String> paths = inRepository(root);
    Path named = baseline;
    Supplier<Set<String>> listed =
        named == null
            ? standing
            : () -> LintBaseline.read(context.invocation().directory().resolve(named));
    Supplier<LintResult> left =
        newBaseline != null ? review : () -> LintBaseline.apply(review.get(), paths, listed.get());
    LintResult found = fix ? new LintFixes(context.console(), root).apply(left) : left.get();
    if (newBaseline != null) {
      Path file = context.invocation().directory().resolve(newBaseline);
      LintBaseline.write(found.at(paths), file);
      context
          .console()
          .line(newBaseline + ": " + Outcomes.count(found.findings().size(), "finding"));
      return ExitCode.DONE;
    }
    output.print(context.console(), found, paths);
    return fails(found) ? ExitCode.CHECK_FAILED : ExitCode.DONE;
  }

  /// Returns what makes paths those in the repository around; where there is none they stay.
  private static UnaryOperator<String> inRepository(Path root) {
    String prefix = GitFolder.discover(root).map(git -> git.prefixOf(root)).orElse("");
    return prefix.isEmpty()
        ? UnaryOperator.identity()
        : path -> Path.of(prefix).resolve(path).normalize().toString().replace('\\', '/');
  }

  private boolean fails(LintResult found) {
    return failOn != FailOn.never
        && found.holds(Severity.valueOf(failOn.name().toUpperCase(Locale.ROOT)));
  }

  private int list(Console console) {
    Map<String, List<Rule.Parameter>> known =
        Rules.all().stream()
            .collect(Collectors.toMap(rule -> rule.about().name(), Rule::parameters));
    SequencedMap<Rule.Description, List<Rule.Parameter>> rules = new LinkedHashMap<>();
    Rules.descriptions()
        .forEach(about -> rules.put(about, known.getOrDefault(about.name(), List.of())));
    if (output == LintFormat.json) {
      List<Json.Node> nodes = new ArrayList<>();
      rules.forEach((about, parameters) -> nodes.add(LintReport.json(about, parameters)));
      console.line(Json.write(nodes));
    } else {
      rules.forEach((about, parameters) -> LintReport.print(console, about, parameters));
    }
    return ExitCode.DONE;
  }

  private int project(CommandContext context, LintRules rules) {
    refuse(!bases.isEmpty(), "--base");
    refuse(dialect != null, "--dialect");
    if (pending && since != null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "--pending and --since say different things about what to review.",
          "Name one of them.");
    }
    refuseFixOfApplied();
    CommonOptions options = new CommonOptions(project);
    options.environments = environments;
    options.schemas = schemas;
    options.instances = instances;
    options.ref = ref;
    Workspace first = context.open(options);
    Path root = first.root();
    Supplier<Set<String>> standing = standing(context, first);
    try (Scratches scratches = Scratches.embedded()) {
      return report(
          context, root, standing, () -> project(context, context.open(options), scratches, rules));
    }
  }

  /// Returns how to read the findings that are known already, where nobody names a file of them.
  private Supplier<Set<String>> standing(CommandContext context, Workspace workspace) {
    ReviewSettings own = workspace.project().review();
    ReviewSettings judged =
        since == null ? own : workspace.projectAt(since).map(Project::review).orElse(own);
    if (!judged.equals(own)) {
      context
          .console()
          .note(
              "The rules are those of %s: what changes here under review: in lockstep.yaml holds"
                      .formatted(Console.safe(String.valueOf(since)))
                  + " once it is there.");
    }
    String listed = judged.baseline();
    if (listed == null) {
      return Set::of;
    }
    return since == null
        ? () -> LintBaseline.read(workspace.root().resolve(listed))
        : () -> LintBaseline.read(workspace.files(since), listed);
  }

  private LintResult project(
      CommandContext context, Workspace workspace, Scratches scratches, LintRules rules) {
    List<Work> works = workspace.select();
    LintProject review = new LintProject(context, workspace, scratches, rules, version);
    return pending ? pending(review, workspace, works) : review.all(works, since);
  }

  /// A change that a database has must stay as it is: its engine knows its text.
  private void refuseFixOfApplied() {
    if (!fix) {
      return;
    }
    boolean some = !(environments.isEmpty() && schemas.isEmpty() && instances.isEmpty());
    if (pending ? some : since == null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "--fix edits changes, and a database that has one of these would refuse it afterwards.",
          "Add --since REF to edit only what REF does not have, or --pending, without -e, -s and"
              + " -i, to edit only what no instance has.");
    }
    if (ref != null) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "--fix edits the files of the working tree, and --ref reviews others.",
          "Leave one of them out.");
    }
  }

  private static LintResult pending(LintProject review, Workspace workspace, List<Work> works) {
    List<Outcome<Snapshot>> looks = workspace.lookAll(works);
    for (Outcome<Snapshot> look : looks) {
      if (look.failure() instanceof RuntimeException failure) {
        throw failure;
      }
    }
    return LintResult.all(LintProject.CHANGE, review.pending(looks, _ -> false).values());
  }

  private static void refuse(boolean given, String option) {
    if (given) {
      throw new LockstepException(
          ErrorCode.USAGE,
          option + " is for files, and none is named.",
          "Name files or folders, or leave it out.");
    }
  }

  private int files(CommandContext context, LintRules rules) {
    if (pending
        || ref != null
        || !(environments.isEmpty() && schemas.isEmpty() && instances.isEmpty())) {
      throw new LockstepException(
          ErrorCode.USAGE,
          "-e, -s, -i, --ref and --pending are for the changes of a project, and files are named.",
          "Leave the files or the option out.");
    }
    Path directory = context.invocation().directory();
    return report(
        context,
        directory,
        Set::of,
        () -> {
          LintOfFiles review = LintOfFiles.open(context, project, rules, dialect, version);
          List<Source> sources = new LintFiles(directory).read(paths);
          bases.forEach(review::take);
          return review.review(sources, since);
        });
  }
}
