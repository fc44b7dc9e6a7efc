package dev.lockstep.cli;

import dev.lockstep.cli.LintFiles.Source;
import dev.lockstep.dialects.SupportedSchemas;
import dev.lockstep.lint.Finding;
import dev.lockstep.lint.LintSettings;
import dev.lockstep.lint.Review;
import dev.lockstep.lint.Review.Language;
import dev.lockstep.lint.Review.Placed;
import dev.lockstep.lint.Review.ReadFile;
import dev.lockstep.lint.Review.SqlFile;
import dev.lockstep.lint.Severity;
import dev.lockstep.lint.rules.Rules;
import dev.lockstep.project.Project;
import dev.lockstep.project.ReviewSettings;
import dev.lockstep.project.SchemaDefinition;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.source.FileTree;
import dev.lockstep.sql.Position;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reviews files of SQL in their order, each against what those before it have made.
final class LintOfFiles {
  private final CommandContext context;
  private final Language language;
  private final Review review;

  /// What was there before, where it can be asked for rows.
  private final List<String> databases = new ArrayList<>();

  private LintOfFiles(CommandContext context, Language language, LintSettings settings) {
    this.context = context;
    this.language = language;
    this.review =
        new Review(language, Rules.all(), settings, LocalDate.now(ZoneId.systemDefault()));
  }

  /// Prepares one with the rules of the project around, where there is one.
  ///
  /// @param dialect null for that of the project's schemas, if they have but one, or PostgreSQL
  /// @param version empty for that of those schemas, if they have but one, or the newest
  static LintOfFiles open(
      CommandContext context,
      ProjectOptions options,
      LintRules rules,
      @Nullable String dialect,
      String version) {
    Optional<Project> project = context.wiring().get().projectAround(options.config);
    List<SchemaDefinition> schemas = project.map(Project::schemas).orElse(List.of());
    String meant =
        dialect != null
            ? dialect
            : common(schemas, SchemaDefinition::dialect).orElse(SchemaReader.DEFAULT_DIALECT);
    List<SchemaDefinition> same =
        schemas.stream().filter(schema -> schema.dialect().equals(meant)).toList();
    String server =
        version.isEmpty() ? common(same, SchemaDefinition::version).orElse(version) : version;
    ReviewSettings settings = project.map(Project::review).orElse(ReviewSettings.DEFAULT);
    return new LintOfFiles(
        context,
        new LintLanguages(context.wiring().get()::splitter).named(meant, server),
        rules.settings(settings, "", ""));
  }

  private static Optional<String> common(
      List<SchemaDefinition> schemas, Function<SchemaDefinition, String> value) {
    List<String> values = schemas.stream().map(value).distinct().toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /// Takes what is there before: files, folders, or a database.
  void take(String base) {
    if (base.startsWith("jdbc:")) {
      String product = JdbcAddress.parse(base).dialect();
      SchemaReader reader = SchemaReader.ofAddresses(context);
      DatabaseSchema live = reader.read(base, product);
      review.measure(reader.sizes(base));
      databases.add(base);
      review.take(
          SupportedSchemas.named(product).creation(live).stream()
              .flatMap(change -> change.statements().stream())
              .toList());
      return;
    }
    new LintFiles(context.invocation().directory())
        .read(List.of(Path.of(base))).stream()
            .filter(Source::isReadable)
            .forEach(source -> review.take(file(source)));
  }

  /// @param since a branch, tag or commit: files that it has in the same form are what was there
  ///   before
  LintResult review(List<Source> sources, @Nullable String since) {
    Path directory = context.invocation().directory();
    FileTree known =
        since == null
            ? FileTree.EMPTY
            : new ProjectFiles(directory, context.invocation()).forkedFrom(since);
    if (since != null) {
      review.deployedTogether();
    }
    List<Finding> findings = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    ReadAhead<Source, ReadFile> reading =
        new ReadAhead<>(
            sources.stream().filter(source -> isNew(source, known, directory)).toList(),
            source -> review.read(file(source)));
    for (Source source : sources) {
      if (isNew(source, known, directory)) {
        texts.put(source.path(), source.text());
        findings.addAll(findings(source, reading.next()));
      } else {
        review.take(file(source));
      }
    }
    LintResult found =
        new LintResult(
            findings, review.suppressed(), "file", texts.size(), review.statements(), texts);
    for (String database : databases) {
      found = SchemaReader.ofAddresses(context).answered(database, found);
    }
    return found;
  }

  private static boolean isNew(Source source, FileTree known, Path directory) {
    Path path = directory.relativize(directory.resolve(source.path()).normalize());
    String name = path.toString().replace('\\', '/');
    return path.startsWith("..")
        || known.find(name).isEmpty()
        || !Arrays.equals(known.read(name), source.text().getBytes(StandardCharsets.UTF_8));
  }

  /// Statements that define something commit by themselves on MariaDB and MySQL.
  private SqlFile file(Source source) {
    return new SqlFile(
        source.path(), source.text(), LintLanguages.definesInTransactions(language.dialect()));
  }

  /// Tells whether Flyway's settings of a script lie beside it.
  private boolean hasSettings(Source source) {
    return Files.exists(context.invocation().directory().resolve(source.path() + ".conf"));
  }

  private List<Finding> findings(Source source, ReadFile read) {
    if (source.isReadable()) {
      List<Finding> findings = new ArrayList<>(review.review(read));
      List<Placed> statements =
          read.statements().stream().map(statement -> new Placed(read.file(), statement)).toList();
      if (statements.isEmpty() || hasSettings(source)) {
        // Of a file that is read in pieces nobody knows what shares its transaction, and of one
        // with settings beside it whether it may leave it.
        findings.replaceAll(Finding::withoutFix);
      } else {
        new FixesInTransaction(language.splitter(), statements).settle(findings);
      }
      return findings;
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
            null,
            null,
            null));
  }
}
