package dev.lockstep.dialects.postgres.schema;

import dev.lockstep.schema.DatabaseSchema;
import dev.lockstep.schema.ObjectId;
import dev.lockstep.schema.SchemaObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Knows which values of a type that changes a plan could fail on: of an enumerated type that loses
/// labels, of a domain that refuses more than it did.
///
/// @param live as it is before the plan
/// @param unsteady tables and columns that the plan makes anew
record TypeQuestions(DatabaseSchema live, Set<ObjectId> unsteady) {
  /// The value that a check of a domain speaks of, or what only looks like it.
  private static final Pattern VALUE =
      Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")+\"|\\bVALUE\\b");

  Stream<RowQuestion> of(SchemaObject to) {
    return switch (to.kind()) {
      case "enum" -> labels(to);
      case "domain" -> nulls(to);
      default -> check(to);
    };
  }

  private Stream<RowQuestion> labels(SchemaObject to) {
    return live.find(to.id()).stream()
        .flatMap(from -> from.texts("labels").stream())
        .filter(label -> !to.texts("labels").contains(label))
        .map(Spelling::literal)
        .flatMap(label ->
            columns(to.id())
                .map(column ->
                    new RowQuestion(
                        to.id(),
                        RowQuestions.where(
                            column.id(), Spelling.name(column.id().name()) + "::text = " + label),
                        "some row of %s has %s in %s"
                            .formatted(RowQuestions.words(column), label, column.id().name()),
                        to.id() + " is to lose that label")));
  }

  private Stream<RowQuestion> nulls(SchemaObject to) {
    return live.find(to.id()).filter(from -> to.has("not_null") && !from.has("not_null")).stream()
        .flatMap(from -> columns(from.id()))
        .map(column ->
            new RowQuestion(
                to.id(),
                RowQuestions.where(column.id(), Spelling.name(column.id().name()) + " IS NULL"),
                "some row of %s has no value in %s"
                    .formatted(RowQuestions.words(column), column.id().name()),
                to.id() + " is to refuse nulls"));
  }

  private Stream<RowQuestion> check(SchemaObject to) {
    String definition = to.text("definition");
    Optional<SchemaObject> domain = live.find(TableKind.of(to));
    if (domain.isEmpty()
        || !definition.startsWith("CHECK (")
        || definition.endsWith(" NOT VALID")
        || !RowQuestions.isHarmless(definition)) {
      return Stream.empty();
    }
    String condition = definition.substring("CHECK (".length(), definition.lastIndexOf(')'));
    return columns(domain.get().id())
        .map(column ->
            new RowQuestion(
                to.id(),
                RowQuestions.where(
                    column.id(),
                    "NOT (" + with(condition, column, domain.get().text("type")) + ")"),
                "some value of %s.%s does not fulfil %s"
                    .formatted(RowQuestions.words(column), column.id().name(), condition),
                to.id().name() + " of " + domain.get().id() + " is to demand it"));
  }

  private static String with(String condition, SchemaObject column, String type) {
    String value = "(" + Spelling.name(column.id().name()) + ")::" + type;
    return VALUE
        .matcher(condition)
        .replaceAll(found ->
            Matcher.quoteReplacement(found.group().equals("VALUE") ? value : found.group()));
  }

  /// Lists the columns that hold values of a type, as far as they stay the same.
  private Stream<SchemaObject> columns(ObjectId type) {
    return live.users(type).stream()
        .filter(user -> user.kind().equals("column") && !user.text("type").endsWith("[]"))
        .filter(column -> TableKind.of(column).kind().equals("table"))
        .filter(
            column -> !unsteady.contains(column.id()) && !unsteady.contains(TableKind.of(column)));
  }
}
