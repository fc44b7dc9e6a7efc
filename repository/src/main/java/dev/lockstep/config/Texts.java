package dev.lockstep.config;

import dev.lockstep.config.YamlNode.Entry;
import dev.lockstep.config.YamlNode.Mapping;
import dev.lockstep.config.YamlNode.Place;
import dev.lockstep.config.YamlNode.Scalar;
import dev.lockstep.config.YamlNode.Sequence;
import dev.lockstep.expression.Expression;
import dev.lockstep.expression.ExpressionReader;
import dev.lockstep.expression.Reading.Done;
import dev.lockstep.expression.Reading.Refused;
import dev.lockstep.expression.Template;
import dev.lockstep.pipeline.Setting;
import dev.lockstep.pipeline.When;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Reads the texts of a pipeline, with the expressions in them.
final class Texts {
  private static final Template NONE = new Template("", List.of());

  private final Faults faults;

  Texts(Faults faults) {
    this.faults = faults;
  }

  static dev.lockstep.pipeline.Place place(Place place) {
    return new dev.lockstep.pipeline.Place(place.line(), place.column());
  }

  Template template(Scalar scalar) {
    return switch (ExpressionReader.template(scalar.text())) {
      case Done<Template>(Template template) -> template;
      case Refused<Template>(String message, int at) -> {
        refuse(scalar, message, at);
        yield NONE;
      }
    };
  }

  When when(When.Outcome outcome, @Nullable Scalar condition, Place place) {
    if (condition == null) {
      return new When(outcome, null, "", place(place));
    }
    Expression expression =
        switch (ExpressionReader.expression(condition.text())) {
          case Done<Expression>(Expression read) -> read;
          case Refused<Expression>(String message, int at) -> {
            refuse(condition, message, at);
            yield null;
          }
        };
    return new When(outcome, expression, condition.text(), place(condition.place()));
  }

  private void refuse(Scalar scalar, String message, int at) {
    String text = scalar.text();
    int end = Math.min(text.length(), at + 30);
    // Where the file breaks the text is not known, so the words are told as well.
    faults.add(
        "bad-expression",
        scalar.place(),
        message + (at < end ? " It is at " + Words.quote(text.substring(at, end)) + "." : ""),
        null);
  }

  Setting setting(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> new Setting.Text(template(scalar), place(scalar.place()));
      case Sequence(_, List<YamlNode> items) ->
          new Setting.Items(items.stream().map(this::setting).toList());
      case Mapping mapping -> fields(mapping);
    };
  }

  Setting.Fields fields(Mapping mapping) {
    SequencedMap<String, Setting> fields = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      if (!(entry.value() instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NULL)) {
        fields.put(entry.key().text(), setting(entry.value()));
      }
    }
    return new Setting.Fields(fields);
  }
}
