package dev.lockstep.sql;

import dev.lockstep.sql.StatementHead.Modifier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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

  /// kinds of objects with more than one word, longest first
  private static final List<List<String>> COMPOUNDS =
      List.of(
          List.of("FOREIGN", "DATA", "WRAPPER"),
          List.of("FOREIGN", "TABLE"),
          List.of("MATERIALIZED", "VIEW", "LOG"),
          List.of("MATERIALIZED", "VIEW"),
          List.of("EVENT", "TRIGGER"),
          List.of("TEXT", "SEARCH", "CONFIGURATION"),
          List.of("TEXT", "SEARCH", "DICTIONARY"),
          List.of("TEXT", "SEARCH", "PARSER"),
          List.of("TEXT", "SEARCH", "TEMPLATE"),
          List.of("ACCESS", "METHOD"),
          List.of("OPERATOR", "CLASS"),
          List.of("OPERATOR", "FAMILY"),
          List.of("USER", "MAPPING"),
          List.of("DEFAULT", "PRIVILEGES"),
          List.of("LARGE", "OBJECT"),
          List.of("PACKAGE", "BODY"),
          List.of("TYPE", "BODY"),
          List.of("DATABASE", "LINK"),
          List.of("RESOURCE", "GROUP"),
          List.of("LOGFILE", "GROUP"),
          List.of("SPATIAL", "REFERENCE", "SYSTEM"),
          List.of("FULLTEXT", "CATALOG"),
          List.of("FULLTEXT", "STOPLIST"),
          List.of("PARTITION", "FUNCTION"),
          List.of("PARTITION", "SCHEME"));

  /// statements other than CREATE, ALTER and DROP that are told by more than their first word
  private static final List<List<String>> PHRASES =
      List.of(
          List.of("PREPARE", "TRANSACTION"),
          List.of("COMMIT", "PREPARED"),
          List.of("ROLLBACK", "PREPARED"),
          List.of("REFRESH", "MATERIALIZED", "VIEW"),
          List.of("IMPORT", "FOREIGN", "SCHEMA"),
          List.of("SECURITY", "LABEL"),
          List.of("REASSIGN", "OWNED"),
          List.of("START", "TRANSACTION"),
          List.of("RENAME", "TABLE"),
          List.of("RENAME", "USER"),
          List.of("LOCK", "TABLES"),
          List.of("UNLOCK", "TABLES"),
          List.of("LOAD", "DATA"),
          List.of("LOAD", "INDEX"));

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
    for (List<String> phrase : PHRASES) {
      if (phrase.getFirst().equals(first) && tokens.accept(phrase)) {
        tokens.acceptAndNote("CONCURRENTLY", Modifier.CONCURRENTLY, modifiers);
        return new Lead(first, String.join(" ", phrase.subList(1, phrase.size())), modifiers);
      }
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
    for (List<String> compound : COMPOUNDS) {
      if (compound.getFirst().equals(tokens.peek(0).word()) && tokens.accept(compound)) {
        return String.join(" ", compound);
      }
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
}
