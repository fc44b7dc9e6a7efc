package dev.lockstep.readers.postgres;

import static dev.lockstep.readers.postgres.PostgresNames.part;
import static dev.lockstep.readers.postgres.PostgresNames.range;
import static dev.lockstep.readers.postgres.PostgresNames.within;

import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the names of types, each in the spelling of `format_type()`.
final class PostgresTypes {
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("int2", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("dec", "numeric"),
          Map.entry("decimal", "numeric"),
          Map.entry("bool", "boolean"),
          Map.entry("bpchar", "character"),
          Map.entry("varchar", "character varying"),
          Map.entry("varbit", "bit varying"),
          Map.entry("time", "time without time zone"),
          Map.entry("timetz", "time with time zone"),
          Map.entry("timestamp", "timestamp without time zone"),
          Map.entry("timestamptz", "timestamp with time zone"),
          Map.entry("serial2", "smallserial"),
          Map.entry("serial4", "serial"),
          Map.entry("serial8", "bigserial"));

  static final Set<String> SERIAL = Set.of("smallserial", "serial", "bigserial");

  private PostgresTypes() {}

  /// Reads a `Typename`.
  static TypeName type(SyntaxNode node) {
    SyntaxNode simple = part(node, "SimpleTypename");
    SyntaxNode type = simple.children().getFirst();
    int dimensions =
        node.has("ARRAY")
            ? 1
            : (int) node.child("opt_array_bounds").stream().flatMap(b -> b.all("[")).count();
    return new TypeName(name(type), modifiers(simple), dimensions, range(node));
  }

  private static String name(SyntaxNode type) {
    return switch (type.symbol()) {
      case "GenericType" -> generic(type);
      case "Character" -> character(type);
      case "ConstDatetime" -> datetime(type);
      case "ConstInterval" -> "interval";
      case "Numeric" -> numeric(type);
      default -> withoutModifiers(type);
    };
  }

  private static String generic(SyntaxNode type) {
    List<String> words = PostgresNames.words(type);
    String last = words.getLast();
    if (words.size() == 1 || words.get(words.size() - 2).equals("pg_catalog")) {
      return SYNONYMS.getOrDefault(last, last);
    }
    return String.join(".", words);
  }

  private static String character(SyntaxNode type) {
    boolean varying = type.tokens().anyMatch(token -> token.is("VARCHAR") || token.is("VARYING"));
    return varying ? "character varying" : "character";
  }

  private static String datetime(SyntaxNode type) {
    String zone =
        type.child("opt_timezone")
                .filter(found -> PostgresNames.upper(found).startsWith("WITH "))
                .isPresent()
            ? " with time zone"
            : " without time zone";
    return (type.has("TIME") ? "time" : "timestamp") + zone;
  }

  private static String numeric(SyntaxNode type) {
    if (type.has("FLOAT_P")) {
      return within(type, "Iconst")
              .filter(bits -> bits.text().length() < 3 && Integer.parseInt(bits.text()) <= 24)
              .isPresent()
          ? "real"
          : "double precision";
    }
    String name = withoutModifiers(type);
    return SYNONYMS.getOrDefault(name, name);
  }

  private static String withoutModifiers(SyntaxNode type) {
    return type.tokens()
        .takeWhile(token -> !token.is("("))
        .map(SyntaxNode::name)
        .collect(Collectors.joining(" "));
  }

  private static List<String> modifiers(SyntaxNode simple) {
    if (simple.all("FLOAT_P").findAny().isPresent()) {
      return List.of();
    }
    List<SyntaxNode> lists = simple.all("expr_list").toList();
    if (!lists.isEmpty()) {
      return lists.getLast().items().stream().map(SyntaxNode::text).toList();
    }
    return simple.all("Iconst").map(SyntaxNode::text).toList();
  }
}
