package dev.lockstep.sql;

import dev.lockstep.sql.StatementHead.Alteration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the head of a statement: what it does to which object.
///
/// @param features how the product's tokens look
/// @param names how the product keeps names
/// @param alterations how the product writes the actions of an ALTER TABLE
record HeadReader(Set<LexicalFeature> features, Names names, AlterTableReader alterations) {
  /// kinds whose name does not follow them, or is no plain name
  private static final Set<String> WITHOUT_NAME =
      Set.of(
          "",
          "CAST",
          "DEFAULT PRIVILEGES",
          "LARGE OBJECT",
          "OPERATOR",
          "OPERATOR CLASS",
          "OPERATOR FAMILY",
          "OWNED",
          "PREPARE",
          "SESSION",
          "SYSTEM",
          "TRANSFORM",
          "USER MAPPING");

  private static final Set<String> ON_TABLE = Set.of("INDEX", "TRIGGER", "POLICY");

  static HeadReader of(
      Set<LexicalFeature> features, Names.Folding folding, AlterTableReader.Indexes indexes) {
    Names names = new Names(folding);
    return new HeadReader(features, names, new AlterTableReader(names, indexes));
  }

  /// Returns the head, or empty when the words do not tell of exactly one named object.
  Optional<StatementHead> read(SqlStatement statement) {
    if (statement.has(StatementTrait.CLIENT_COMMAND)) {
      return Optional.empty();
    }
    String text = statement.text();
    TokenCursor tokens = new TokenCursor(text, 0, text.length(), features);
    Lead lead = Lead.read(tokens);
    return switch (lead.kind()) {
      case "ALTER TABLE" -> alterTable(lead, tokens);
      case "RENAME TABLE" -> renameTable(lead, tokens);
      default -> isDefinition(lead) ? definition(lead, tokens) : Optional.empty();
    };
  }

  private static boolean isDefinition(Lead lead) {
    return switch (lead.verb()) {
      case "CREATE", "ALTER", "DROP" -> !WITHOUT_NAME.contains(lead.object());
      default -> false;
    };
  }

  private Optional<StatementHead> definition(Lead lead, TokenCursor tokens) {
    if (isUnnamed(lead, tokens)) {
      return Optional.empty();
    }
    List<String> name = names.read(tokens);
    if (name.isEmpty() || isAccount(lead, tokens)) {
      return Optional.empty();
    }
    if (lead.verb().equals("DROP") && namesSeveral(tokens)) {
      return Optional.empty();
    }
    boolean onTable = ON_TABLE.contains(lead.object()) && !lead.verb().equals("ALTER");
    List<String> table = onTable && tokens.skipBehind("ON") ? table(tokens) : List.of();
    return Optional.of(
        new StatementHead(lead.verb(), lead.object(), lead.modifiers(), name, table, List.of()));
  }

  /// Tells whether a host belongs to the name, as in `CREATE USER me@localhost`.
  private static boolean isAccount(Lead lead, TokenCursor tokens) {
    boolean host = tokens.at("@") || tokens.peek(0).kind() == TokenKind.PARAMETER;
    return host && (lead.object().equals("USER") || lead.object().equals("ROLE"));
  }

  /// Tells whether a comma follows, possibly behind the parameters of a routine.
  private static boolean namesSeveral(TokenCursor tokens) {
    if (tokens.accept("(")) {
      tokens.skipBehind(")");
    }
    return tokens.at(",");
  }

  /// Tells apart the forms in which a keyword stands where the name should be.
  private static boolean isUnnamed(Lead lead, TokenCursor tokens) {
    return switch (lead.object()) {
      case "INDEX", "STATISTICS" -> tokens.at("ON") || tokens.at("ALL", "IN");
      case "SCHEMA" -> tokens.at("AUTHORIZATION");
      case "TRIGGER" -> tokens.at("ALL");
      default -> false;
    };
  }

  private List<String> table(TokenCursor tokens) {
    tokens.accept("ONLY");
    return names.read(tokens);
  }

  private Optional<StatementHead> alterTable(Lead lead, TokenCursor tokens) {
    if (tokens.at("ALL", "IN")) {
      return Optional.empty();
    }
    List<String> name = table(tokens);
    tokens.accept("*");
    return named(lead, name, alterations.read(tokens));
  }

  private Optional<StatementHead> renameTable(Lead lead, TokenCursor tokens) {
    List<String> name = names.read(tokens);
    List<Alteration> renaming = alterations.readRenaming(tokens);
    return tokens.skipBehind(",") ? Optional.empty() : named(lead, name, renaming);
  }

  private static Optional<StatementHead> named(
      Lead lead, List<String> name, List<Alteration> alterations) {
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StatementHead(
                lead.verb(), lead.object(), lead.modifiers(), name, List.of(), alterations));
  }
}
