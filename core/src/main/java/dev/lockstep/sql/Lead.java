package dev.lockstep.sql;

import dev.lockstep.sql.StatementHead.Modifier;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Is what the first words of a statement say: what is done to which kind of object, and how.
///
/// *Shape*: `verb` is empty when the statement does not begin with a word; `object` is empty for
/// statements that are not about a kind of object.
record Lead(String verb, String object, Set<Modifier> modifiers) {
  /// words between the verb and the kind of object that do not change the kind
  private static final Set<String> NOISE =
      Set.of(
          "GLOBAL",
          "LOCAL",
          "PRIVATE",
          "PUBLIC",
          "UNLOGGED",
          "UNIQUE",
          "RECURSIVE",
          "TRUSTED",
          "PROCEDURAL",
          "EDITIONABLE",
          "NONEDITIONABLE",
          "FORCE",
          "NO",
          "SPATIAL",
          "VECTOR",
          "BITMAP",
          "MULTIVALUE",
          "CLUSTERED",
          "NONCLUSTERED",
          "COLUMNSTORE",
          "VIRTUAL",
          "EXTERNAL",
          "UNDO",
          "BIGFILE",
          "SMALLFILE",
          "ONLINE",
          "OFFLINE",
          "IGNORE",
          "CACHED",
          "MEMORY",
          "LINKED");

  /// kinds of objects with more than one word by the first, longest first
  private static final Map<String, List<String[]>> COMPOUNDS =
      byFirstWord(
          "FOREIGN DATA WRAPPER",
          "FOREIGN TABLE",
          "MATERIALIZED VIEW LOG",
          "MATERIALIZED VIEW",
          "EVENT TRIGGER",
          "TEXT SEARCH CONFIGURATION",
          "TEXT SEARCH DICTIONARY",
          "TEXT SEARCH PARSER",
          "TEXT SEARCH TEMPLATE",
          "ACCESS METHOD",
          "OPERATOR CLASS",
          "OPERATOR FAMILY",
          "USER MAPPING",
          "DEFAULT PRIVILEGES",
          "LARGE OBJECT",
          "PACKAGE BODY",
          "TYPE BODY",
          "DATABASE LINK",
          "RESOURCE GROUP",
          "LOGFILE GROUP",
          "SPATIAL REFERENCE SYSTEM",
          "FULLTEXT CATALOG",
          "FULLTEXT STOPLIST",
          "PARTITION FUNCTION",
          "PARTITION SCHEME");

  /// statements other than CREATE, ALTER and DROP that are told by more than their first word
  private static final Map<String, List<String[]>> PHRASES =
      byFirstWord(
          "PREPARE TRANSACTION",
          "COMMIT PREPARED",
          "ROLLBACK PREPARED",
          "REFRESH MATERIALIZED VIEW",
          "IMPORT FOREIGN SCHEMA",
          "SECURITY LABEL",
          "REASSIGN OWNED",
          "START TRANSACTION",
          "RENAME TABLE",
          "RENAME USER",
          "LOCK TABLES",
          "UNLOCK TABLES",
          "LOAD DATA",
          "LOAD INDEX");

  private static final Set<String> MAIN_VERBS =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "VALUES", "TABLE");

  /// Returns verb and kind of object, as [SqlStatement#kind] gives them.
  String kind() {
    return object.isEmpty() ? verb : verb + " " + object;
  }

  boolean has(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  /// Reads the first words and leaves the cursor behind them, before the object's name.
  static Lead read(TokenCursor tokens) {
    while (tokens.accept("(")) {
      // a query in parentheses is still a query
    }
    Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
    String first = tokens.peek(0).word();
    String phrase = accept(PHRASES, tokens);
    if (!phrase.isEmpty()) {
      tokens.acceptAndNote("CONCURRENTLY", Modifier.CONCURRENTLY, modifiers);
      return new Lead(first, phrase.substring(first.length() + 1), modifiers);
    }
    tokens.take();
    return switch (first) {
      case "CREATE", "ALTER", "DROP" -> {
        skipNoise(tokens, modifiers);
        String object = object(tokens);
        noteModifiers(tokens, modifiers);
        yield new Lead(first, object, modifiers);
      }
      case "WITH" -> new Lead(mainVerb(tokens), "", modifiers);
      default -> new Lead(first, "", modifiers);
    };
  }

  /// Finds the verb that a `WITH` clause belongs to; `WITH` itself when there is none.
  private static String mainVerb(TokenCursor tokens) {
    int depth = 0;
    while (!tokens.atEnd()) {
      TokenCursor.Token token = tokens.take();
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      } else if (depth == 0 && MAIN_VERBS.contains(token.word())) {
        return token.word();
      }
    }
    return "WITH";
  }

  private static void skipNoise(TokenCursor tokens, Set<Modifier> modifiers) {
    boolean skipped = true;
    while (skipped) {
      skipped =
          tokens.acceptAndNote("TEMPORARY", Modifier.TEMPORARY, modifiers)
              || tokens.acceptAndNote("TEMP", Modifier.TEMPORARY, modifiers)
              || skipReplace(tokens, modifiers)
              || skipAssignment(tokens)
              || skipLeading(tokens)
              || skipWord(tokens);
    }
  }

  private static boolean skipReplace(TokenCursor tokens, Set<Modifier> modifiers) {
    if (tokens.accept("OR", "REPLACE") || tokens.accept("OR", "ALTER")) {
      modifiers.add(Modifier.OR_REPLACE);
      return true;
    }
    return false;
  }

  private static boolean skipWord(TokenCursor tokens) {
    boolean reference = tokens.peek(0).is("SPATIAL") && tokens.peek(1).is("REFERENCE");
    if (!NOISE.contains(tokens.peek(0).word()) || reference) {
      return false;
    }
    tokens.take();
    return true;
  }

  /// Skips words that are noise only before a certain kind of object.
  private static boolean skipLeading(TokenCursor tokens) {
    boolean noise =
        tokens.at("CONSTRAINT", "TRIGGER")
            || tokens.at("DEFAULT", "CONVERSION")
            || tokens.at("AGGREGATE", "FUNCTION")
            || tokens.at("FULLTEXT", "INDEX")
            || tokens.at("PRIMARY", "XML")
            || tokens.at("XML", "INDEX");
    if (noise) {
      tokens.take();
    }
    return noise;
  }

  /// Skips `DEFINER = user@host`, `ALGORITHM = word` and `SQL SECURITY word` of MySQL.
  private static boolean skipAssignment(TokenCursor tokens) {
    if (tokens.accept("SQL", "SECURITY") || tokens.accept("ALGORITHM", "=")) {
      tokens.take();
      return true;
    }
    if (!tokens.accept("DEFINER", "=")) {
      return false;
    }
    tokens.take();
    if (tokens.accept("(")) {
      tokens.accept(")");
    } else if (tokens.peek(0).kind() == TokenKind.PARAMETER) {
      tokens.take();
    } else if (tokens.accept("@")) {
      tokens.take();
    }
    return true;
  }

  private static String object(TokenCursor tokens) {
    String compound = accept(COMPOUNDS, tokens);
    if (!compound.isEmpty()) {
      return compound;
    }
    String word = tokens.peek(0).word();
    if (!word.isEmpty()) {
      tokens.take();
    }
    return word.equals("PROC") ? "PROCEDURE" : word;
  }

  private static void noteModifiers(TokenCursor tokens, Set<Modifier> modifiers) {
    tokens.acceptAndNote("CONCURRENTLY", Modifier.CONCURRENTLY, modifiers);
    if (tokens.accept("IF", "NOT", "EXISTS")) {
      modifiers.add(Modifier.IF_NOT_EXISTS);
    } else if (tokens.accept("IF", "EXISTS")) {
      modifiers.add(Modifier.IF_EXISTS);
    }
  }

  /// Takes the first of the phrases that comes next, and returns it; empty when none does.
  private static String accept(Map<String, List<String[]>> phrases, TokenCursor tokens) {
    for (String[] phrase : phrases.getOrDefault(tokens.peek(0).word(), List.of())) {
      if (tokens.accept(phrase)) {
        return String.join(" ", phrase);
      }
    }
    return "";
  }

  private static Map<String, List<String[]>> byFirstWord(String... phrases) {
    return Stream.of(phrases)
        .map(phrase -> phrase.split(" "))
        .collect(Collectors.groupingBy(words -> words[0]));
  }
}
