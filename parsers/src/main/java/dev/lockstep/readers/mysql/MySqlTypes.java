package dev.lockstep.readers.mysql;

import dev.lockstep.parsers.mysql.SyntaxNode;
import dev.lockstep.statement.TextRange;
import dev.lockstep.statement.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads the types of columns, with what is written among them about characters.
///
/// *Source*: MySQL 8.4 manual, "Using Data Types from Other Database Engines", "Numeric Type
/// Syntax"; MariaDB, "Data Types".
final class MySqlTypes {
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("bool", "tinyint"),
          Map.entry("boolean", "tinyint"),
          Map.entry("char byte", "binary"),
          Map.entry("char varying", "varchar"),
          Map.entry("character", "char"),
          Map.entry("character varying", "varchar"),
          Map.entry("clob", "longtext"),
          Map.entry("dec", "decimal"),
          Map.entry("double precision", "double"),
          Map.entry("fixed", "decimal"),
          Map.entry("float4", "float"),
          Map.entry("float8", "double"),
          Map.entry("int1", "tinyint"),
          Map.entry("int2", "smallint"),
          Map.entry("int3", "mediumint"),
          Map.entry("int4", "int"),
          Map.entry("int8", "bigint"),
          Map.entry("integer", "int"),
          Map.entry("geomcollection", "geometrycollection"),
          Map.entry("long", "mediumtext"),
          Map.entry("long char varying", "mediumtext"),
          Map.entry("long character varying", "mediumtext"),
          Map.entry("long varbinary", "mediumblob"),
          Map.entry("long varchar", "mediumtext"),
          Map.entry("middleint", "mediumint"),
          Map.entry("national char", "nchar"),
          Map.entry("national char varying", "nvarchar"),
          Map.entry("national character", "nchar"),
          Map.entry("national character varying", "nvarchar"),
          Map.entry("national varchar", "nvarchar"),
          Map.entry("nchar varchar", "nvarchar"),
          Map.entry("nchar varying", "nvarchar"),
          Map.entry("number", "decimal"),
          Map.entry("numeric", "decimal"),
          Map.entry("raw", "varbinary"),
          Map.entry("real", "double"),
          Map.entry("serial", "bigint unsigned"),
          Map.entry("varchar2", "varchar"),
          Map.entry("varcharacter", "varchar"));

  /// Words behind the name that are no part of it.
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "UNSIGNED",
          "SIGNED",
          "ZEROFILL",
          "BINARY",
          "ASCII",
          "UNICODE",
          "BYTE",
          "CHARACTER",
          "CHAR",
          "CHARSET",
          "COLLATE",
          "COMPRESSED",
          "REF",
          "SRID");

  private MySqlTypes() {}

  /// Reads a type.
  ///
  /// @param options gets what is said of characters
  static TypeName type(SyntaxNode node, int origin, Map<String, String> options) {
    List<SyntaxNode> tokens = node.tokens().toList();
    int at = 0;
    StringBuilder name = new StringBuilder();
    while (at < tokens.size() && isName(tokens.get(at), name.isEmpty(), name.toString())) {
      name.append(name.isEmpty() ? "" : " ").append(lower(tokens.get(at)));
      at++;
    }
    int end = at == 0 ? node.end() : tokens.get(at - 1).end();
    List<String> modifiers = new ArrayList<>();
    if (at < tokens.size() && tokens.get(at).symbol().equals("(")) {
      for (at++; at < tokens.size() && !tokens.get(at).symbol().equals(")"); at++) {
        if (!tokens.get(at).symbol().equals(",")) {
          modifiers.add(Spelling.unquoted(tokens.get(at).text()));
        }
      }
      end = tokens.get(Math.min(at, tokens.size() - 1)).end();
      at++;
    }
    String written = name.toString();
    String known = SYNONYMS.getOrDefault(written, written);
    if (written.startsWith("bool")) {
      modifiers.add("1");
    }
    boolean unsigned =
        attributes(tokens.subList(Math.min(at, tokens.size()), tokens.size()), options);
    return new TypeName(
        unsigned ? known + " unsigned" : known,
        modifiers,
        0,
        new TextRange(node.start() - origin, Math.max(end, node.start()) - origin));
  }

  private static boolean isName(SyntaxNode token, boolean first, String before) {
    String word = token.symbol();
    boolean letters = !word.isEmpty() && Character.isLetter(word.charAt(0));
    boolean more =
        !ATTRIBUTES.contains(word)
            || before.startsWith("national")
            || before.equals("long")
            || (before.equals("char") && word.equals("BYTE"));
    return letters && (first || more);
  }

  /// Reads what is behind the name and tells whether it makes the numbers unsigned.
  private static boolean attributes(List<SyntaxNode> tokens, Map<String, String> options) {
    boolean unsigned = false;
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i).symbol();
      String next = i + 1 < tokens.size() ? Spelling.unquoted(tokens.get(i + 1).text()) : "";
      switch (word) {
        case "UNSIGNED" -> unsigned = true;
        case "ZEROFILL" -> {
          unsigned = true;
          options.put("zerofill", "");
        }
        case "SET", "CHARSET" -> options.put("charset", next.toLowerCase(Locale.ROOT));
        case "COLLATE" -> options.put("collate", next.toLowerCase(Locale.ROOT));
        case "SRID" -> options.put("srid", next);
        case "BINARY", "ASCII", "UNICODE", "COMPRESSED" ->
            options.put(word.toLowerCase(Locale.ROOT), "");
        default -> {
          // a value, or SIGNED, which says nothing
        }
      }
    }
    return unsigned;
  }

  private static String lower(SyntaxNode token) {
    return token.text().toLowerCase(Locale.ROOT);
  }
}
