package dev.lockstep.readers;

import dev.lockstep.name.QualifiedName;
import dev.lockstep.sql.Splitter;
import dev.lockstep.sql.SqlStatement;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.ParsedStatement.Embedded;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.Reading;
import dev.lockstep.statement.StatementReader;
import dev.lockstep.statement.TextRange;
import dev.lockstep.statement.TypeName;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes down what was understood of a script, without what is empty.
public final class Outline {
  private final StringBuilder text = new StringBuilder();

  private Outline() {}

  public static String of(String script, Splitter splitter, StatementReader reader) {
    Outline outline = new Outline();
    for (SqlStatement statement : splitter.split(script)) {
      outline.reading("", reader.read(statement.text()), statement.text());
    }
    return outline.text.toString();
  }

  private void reading(String indent, Reading reading, String source) {
    switch (reading) {
      case Reading.NotUnderstood(String message, int offset) ->
          text.append("%s! %s @%d%n".formatted(indent, message, offset));
      case Reading.TooLong _ -> text.append("%s! too long%n".formatted(indent));
      case Reading.Understood(ParsedStatement statement) -> {
        for (Part part : statement.parts()) {
          String said = part.range().of(source).replaceAll("\\s+", " ");
          text.append("%s%s%n".formatted(indent, said));
          text.append("%s  -> %s%n".formatted(indent, words(part.operation())));
        }
        for (Embedded inner : statement.embedded()) {
          text.append(
              "%s  in %s%n".formatted(indent, inner.range().of(source).replaceAll("\\s+", " ")));
          reading(indent + "    ", inner.reading(), inner.text());
        }
      }
    }
  }

  private static String words(Object value) {
    return switch (value) {
      case QualifiedName name -> name.toString();
      case TypeName type -> type.toString();
      case String string -> "'" + string.replaceAll("\\s+", " ") + "'";
      case Set<?> all -> list(all.stream().map(one -> words(one)).sorted().toList());
      case Collection<?> all -> list(all.stream().map(one -> words(one)).toList());
      case Map<?, ?> map -> new TreeMap<>(map).toString();
      case Record parts -> record(parts);
      default -> value.toString();
    };
  }

  private static String list(List<String> words) {
    return "[" + String.join(", ", words) + "]";
  }

  private static String record(Record value) {
    List<String> parts = new ArrayList<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object part;
      try {
        part = component.getAccessor().invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
      if (part != null && !isEmpty(part)) {
        parts.add(component.getName() + "=" + words(part));
      }
    }
    return value.getClass().getSimpleName()
        + parts.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  private static boolean isEmpty(Object part) {
    return switch (part) {
      case Collection<?> all -> all.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      case String string -> string.isEmpty();
      case Boolean truth -> !truth;
      case Enum<?> one -> one.name().equals("NONE");
      case TextRange _ -> true;
      default -> false;
    };
  }
}
