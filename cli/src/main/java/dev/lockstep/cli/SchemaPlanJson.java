package dev.lockstep.cli;

import dev.lockstep.dialects.schema.RowFinding;
import dev.lockstep.diff.Difference;
import dev.lockstep.plan.Effect;
import dev.lockstep.plan.SchemaChange;
import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.SchemaObject;
import dev.lockstep.scratch.SchemaPlan;
import dev.lockstep.scratch.SchemaPlan.Step;
import java.util.List;

/// Writes a plan between two schemas as JSON, after `docs/schemas/diff.schema.json`.
final class SchemaPlanJson {
  private SchemaPlanJson() {}

  static Json.Node of(SchemaPlan plan, List<RowFinding> rows) {
    return Json.object()
        .put("equal", plan.differences().isEmpty())
        .put("from", side(plan.from()))
        .put("to", side(plan.to()))
        .put("differences", plan.differences().stream().map(SchemaPlanJson::difference).toList())
        .put("statements", plan.steps().stream().map(SchemaPlanJson::step).toList())
        .put("losses", plan.losses())
        .put("failsIf", plan.failsIf())
        .put("rowsInTheWay", rows.stream().map(SchemaPlanJson::row).toList())
        .put("proof", plan.proof())
        .put(
            "reverse",
            plan.reverse().stream()
                .flatMap(change -> change.statements().stream().map(sql -> statement(change, sql)))
                .toList())
        .put("lossesOfReverse", plan.lossesOfReverse());
  }

  private static Json.Node side(DatabaseSchema schema) {
    return Json.object()
        .put("dialect", schema.dialect())
        .put("majorVersion", schema.majorVersion())
        .put("fingerprint", schema.fingerprint());
  }

  private static Json.Node step(Step step) {
    return statement(step.change(), step.sql())
        .put("online", step.change().online())
        .put("effect", step.effect().map(SchemaPlanJson::effect).orElse(null));
  }

  private static Json.Node statement(SchemaChange change, String sql) {
    return Json.object()
        .put("action", change.action())
        .put("kind", change.object().kind())
        .put("path", change.object().path())
        .put("sql", sql);
  }

  private static Json.Node row(RowFinding row) {
    return Json.object()
        .put("kind", row.object().kind())
        .put("path", row.object().path())
        .put("certain", row.certain())
        .put("text", row.text());
  }

  static Json.Node effect(Effect effect) {
    return Json.object()
        .put(
            "locks",
            effect.locks().stream()
                .map(lock ->
                    Json.object()
                        .put("table", lock.table())
                        .put("mode", lock.mode())
                        .put("blocks", lock.blocks()))
                .toList())
        .put("rewrites", effect.rewrites())
        .put("scans", effect.scans());
  }

  static Json.Node difference(Difference difference) {
    Json.Node node =
        Json.object().put("kind", difference.id().kind()).put("path", difference.id().path());
    return switch (difference) {
      case Difference.Added _ -> node.put("change", "added");
      case Difference.Removed _ -> node.put("change", "removed");
      case Difference.Changed(SchemaObject before, SchemaObject after, var attributes) ->
          node.put("change", "changed")
              .put(
                  "attributes",
                  attributes.stream()
                      .map(name ->
                          Json.object()
                              .put("name", name)
                              .put("from", before.texts(name))
                              .put("to", after.texts(name)))
                      .toList());
    };
  }
}
