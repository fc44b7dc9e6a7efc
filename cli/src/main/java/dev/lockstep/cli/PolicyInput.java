package dev.lockstep.cli;

import dev.lockstep.deploy.Ledger;
import dev.lockstep.deploy.PlanHash;
import dev.lockstep.deploy.Snapshot;
import dev.lockstep.deploy.Work;
import dev.lockstep.dialects.schema.Bookkeeping;
import dev.lockstep.dialects.target.LedgerStyle;
import dev.lockstep.git.Commits;
import dev.lockstep.git.Commits.Commit;
import dev.lockstep.lint.TableSize;
import dev.lockstep.migration.PlannedMigration;
import dev.lockstep.name.QualifiedName;
import dev.lockstep.project.ConnectionDefinition;
import dev.lockstep.project.InstanceDefinition;
import dev.lockstep.schema.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes what policies are asked about, after `docs/schemas/policy-input.schema.json`.
///
/// *Shape*: `sqlStatements`, `dbInstance`, `dbSchema` and `metadata` are those of Harness Database
/// DevOps; the rest is Lockstep's own.
///
/// @param project its name
/// @param who runs it
/// @param review null where nothing was reviewed
/// @param sizes of the target's tables
/// @param commits those that the target lacks, newest first; empty where nobody can tell
/// @param approvals who approved it, on a server
/// @param rehearsal what `lockstep rehearse` says of the target; null where nothing was rehearsed
record PolicyInput(
    String project,
    String who,
    Instant at,
    @Nullable LintResult review,
    Map<QualifiedName, TableSize> sizes,
    Optional<Commits> commits,
    List<String> approvals,
    Json.@Nullable Node rehearsal) {
  private static final Pattern TICKET = Pattern.compile("\\b[A-Z][A-Z0-9]+-[0-9]+\\b");

  PolicyInput with(Json.@Nullable Node rehearsed) {
    return new PolicyInput(project, who, at, review, sizes, commits, approvals, rehearsed);
  }

  Json.Node json(
      Snapshot now, Ledger.Kind kind, List<PlannedMigration> steps, PolicyStatements statements) {
    Work work = now.work();
    return Json.object()
        .put(
            "sqlStatements",
            steps.stream()
                .flatMap(step -> step.statements().stream())
                .map(statement -> statement.sql().text() + ";")
                .toList())
        .put("dbInstance", instance(work.request().instance(), work))
        .put("dbSchema", Json.object().put("identifier", work.schema()).put("name", work.schema()))
        .put("metadata", metadata())
        .put("statements", statements.of(steps))
        .put("findings", review == null ? List.of() : LintReport.findings(review))
        .put("rehearsal", rehearsal)
        .put("plan", plan(kind, steps))
        .put("target", target(now))
        .put("change", change(work));
  }

  private static Json.Node instance(InstanceDefinition instance, Work work) {
    ConnectionDefinition connection = instance.connection();
    String dialect = work.request().schema().dialect();
    String url =
        connection.url() != null
            ? connection.url()
            : "jdbc:%s://%s%s/%s"
                .formatted(
                    dialect,
                    connection.host(),
                    connection.port() == 0 ? "" : ":" + connection.port(),
                    connection.database());
    return Json.object()
        .put("identifier", instance.name())
        .put("name", instance.name())
        .put("type", "jdbc:" + dialect)
        .put("dbConnectionUrl", url)
        .put("tags", texts(instance.properties()));
  }

  private Json.Node metadata() {
    return Json.object()
        .put("type", "db_sql")
        .put("action", "onrun")
        .put("timestamp", at.toEpochMilli())
        .put("principalIdentifier", who)
        .put("principalType", "USER")
        .put("user", Json.object().put("name", who).put("email", "").put("uuid", who))
        .put("userGroups", List.of())
        .put("roleAssignmentMetadata", List.of())
        .put(
            "projectMetadata",
            Json.object().put("identifier", project).put("name", project).put("orgIdentifier", ""));
  }

  private static Json.Node plan(Ledger.Kind kind, List<PlannedMigration> steps) {
    return Json.object()
        .put("kind", kind.name().toLowerCase(Locale.ROOT))
        .put("hash", PlanHash.of(steps))
        .put("changes", steps.stream().map(SnapshotJson::change).toList());
  }

  private Json.Node target(Snapshot now) {
    Work work = now.work();
    return Json.object()
        .put("instance", work.instance())
        .put("schema", work.schema())
        .put("environment", work.request().instance().environment())
        .put("engine", work.request().schema().engine())
        .put("dialect", work.request().schema().dialect())
        .put("product", now.server().product())
        .put("version", now.server().version())
        .put("majorVersion", now.server().majorVersion())
        .put("database", now.server().database())
        .put("properties", texts(work.request().instance().properties()))
        .put(
            "tables",
            sizes.entrySet().stream()
                .filter(entry -> !isOurs(entry.getKey()))
                .map(entry ->
                    Json.object()
                        .put("schema", entry.getKey().qualifier())
                        .put("name", entry.getKey().name())
                        .put("rows", entry.getValue().rows())
                        .put("bytes", entry.getValue().bytes()))
                .toList());
  }

  private static boolean isOurs(QualifiedName table) {
    return LedgerStyle.NAME.equals(table.qualifier())
        || Bookkeeping.isLedger(ObjectId.of("table", table.name()));
  }

  private Json.Node change(Work work) {
    List<Commit> list = commits.map(Commits::list).orElse(List.of());
    return Json.object()
        .put("author", list.isEmpty() ? null : list.getFirst().author())
        .put("commit", work.request().files().commit().orElse(null))
        .put("source", work.request().files().description())
        .put(
            "ticket",
            list.stream()
                .map(commit -> TICKET.matcher(commit.subject()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse(null))
        .put("approvals", approvals.stream().map(name -> Json.object().put("by", name)).toList())
        .put(
            "commits",
            list.stream()
                .map(commit ->
                    Json.object()
                        .put("id", commit.id())
                        .put("author", commit.author())
                        .put("subject", commit.subject())
                        .put("at", commit.at()))
                .toList());
  }

  private static Json.Node texts(Map<String, String> texts) {
    Json.Node node = Json.object();
    texts.forEach(node::put);
    return node;
  }
}
