package dev.lockstep.readers.postgres;

import static dev.lockstep.readers.postgres.PostgresNames.range;

import dev.lockstep.parsers.postgres.PostgresParser;
import dev.lockstep.parsers.tree.Parsing;
import dev.lockstep.parsers.tree.SyntaxNode;
import dev.lockstep.statement.Operation;
import dev.lockstep.statement.ParsedStatement;
import dev.lockstep.statement.ParsedStatement.Embedded;
import dev.lockstep.statement.ParsedStatement.Part;
import dev.lockstep.statement.Reading;
import dev.lockstep.statement.StatementReader;
import dev.lockstep.statement.TextRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads statements as one major version of PostgreSQL does.
public final class PostgresReader implements StatementReader {
  private static final Map<String, Function<SyntaxNode, Operation>> READERS = readers();

  /// Statements that hold others which they do not run now, or run as their own.
  private static final Set<String> WRAPPERS = Set.of("CopyStmt", "ExplainStmt", "PrepareStmt");

  private final PostgresParser parser;
  private final int major;

  /// @param major version, for example 17; one before 13 is read as 13
  public PostgresReader(int major) {
    this.parser = PostgresParser.of(Math.max(13, major));
    this.major = major;
  }

  private static Map<String, Function<SyntaxNode, Operation>> readers() {
    Map<String, Function<SyntaxNode, Operation>> readers = new HashMap<>();
    readers.put("CreateStmt", PostgresTables::create);
    readers.put("CreateForeignTableStmt", PostgresTables::create);
    readers.put("CreateAsStmt", PostgresTables::createAs);
    readers.put("IndexStmt", PostgresTables::createIndex);
    readers.put("ViewStmt", PostgresDefinitions::view);
    readers.put("CreateMatViewStmt", PostgresDefinitions::view);
    readers.put("RefreshMatViewStmt", PostgresDefinitions::refresh);
    readers.put("DefineStmt", PostgresDefinitions::define);
    readers.put("AlterEnumStmt", PostgresDefinitions::alterEnum);
    readers.put("CreateDomainStmt", PostgresColumns::domain);
    readers.put("AlterDomainStmt", PostgresDefinitions::alterDomain);
    readers.put("CreateFunctionStmt", PostgresDefinitions::routine);
    readers.put("CreateTrigStmt", PostgresDefinitions::trigger);
    readers.put("CreatePolicyStmt", PostgresDefinitions::ofTable);
    readers.put("RuleStmt", PostgresDefinitions::ofTable);
    readers.put("CreatePublicationStmt", PostgresDefinitions::publication);
    readers.put("DoStmt", PostgresReader::block);
    readers.put("DropOwnedStmt", PostgresObjects::dropOwned);
    readers.put("RenameStmt", PostgresObjects::rename);
    readers.put("AlterObjectSchemaStmt", PostgresObjects::move);
    readers.put("AlterOwnerStmt", PostgresObjects::own);
    readers.put("CommentStmt", PostgresObjects::comment);
    readers.put("SelectStmt", PostgresRows::select);
    readers.put("InsertStmt", PostgresRows::insert);
    readers.put("UpdateStmt", PostgresRows::update);
    readers.put("DeleteStmt", PostgresRows::delete);
    readers.put("MergeStmt", PostgresRows::merge);
    readers.put("TruncateStmt", PostgresRows::truncate);
    readers.put("CopyStmt", PostgresRows::copy);
    readers.put("CallStmt", PostgresRows::call);
    readers.put("VariableSetStmt", PostgresRows::set);
    readers.put("VariableResetStmt", PostgresRows::reset);
    readers.put("TransactionStmt", PostgresRows::transaction);
    readers.put("TransactionStmtLegacy", PostgresRows::transaction);
    readers.put("LockStmt", PostgresRows::lock);
    readers.put("ReindexStmt", PostgresRows::reindex);
    List.of("GrantStmt", "RevokeStmt", "GrantRoleStmt", "RevokeRoleStmt")
        .forEach(symbol -> readers.put(symbol, PostgresObjects::grant));
    List.of("VacuumStmt", "AnalyzeStmt", "ClusterStmt")
        .forEach(symbol -> readers.put(symbol, PostgresRows::maintain));
    return readers;
  }

  private static Operation block(SyntaxNode node) {
    String language = PostgresObjects.language(node);
    return new Operation.Block(language == null ? "plpgsql" : language);
  }

  @Override
  public Reading read(String text) {
    return switch (parser.parse(text)) {
      case Parsing.Failed(String message, int offset) -> new Reading.NotUnderstood(message, offset);
      case Parsing.TooLong _ -> new Reading.TooLong();
      case Parsing.Parsed(var tree) -> {
        List<SyntaxNode> statements = PostgresParser.statements(tree);
        Optional<Reading.NotUnderstood> later = LaterSyntax.in(tree, major);
        if (later.isPresent()) {
          yield later.get();
        }
        yield statements.size() == 1
            ? new Reading.Understood(statement(statements.getFirst()))
            : new Reading.NotUnderstood(
                statements.isEmpty() ? "there is no statement" : "this is more than one statement",
                statements.isEmpty() ? 0 : statements.get(1).start());
      }
    };
  }

  private ParsedStatement statement(SyntaxNode node) {
    List<Part> parts = new ArrayList<>();
    if (node.is("AlterTableStmt")) {
      parts.addAll(PostgresTables.alter(node));
    } else {
      parts.add(new Part(range(node), operation(node), PostgresNames.anchors(node)));
      parts.addAll(PostgresObjects.roleParts(node));
    }
    return new ParsedStatement(
        parts,
        embedded(node, parts.getFirst().operation()),
        node.all("Sconst").map(SyntaxNode::string).collect(Collectors.toSet()));
  }

  private static Operation operation(SyntaxNode node) {
    Function<SyntaxNode, Operation> reader = READERS.get(node.symbol());
    if (reader != null) {
      return reader.apply(node);
    }
    return switch (node.tokens().findFirst().orElse(node).symbol()) {
      case "CREATE" -> PostgresObjects.create(node);
      case "ALTER" ->
          // about no kind of objects
          node.is("AlterSystemStmt") ? PostgresRows.other(node) : PostgresObjects.alter(node);
      case "DROP" -> PostgresObjects.drop(node);
      default -> PostgresRows.other(node);
    };
  }

  /// Reads what stands inside: the elements of a schema, the statements of a body, changes of rows
  /// in a common table expression.
  private List<Embedded> embedded(SyntaxNode node, Operation operation) {
    List<Embedded> embedded = new ArrayList<>();
    if (node.is("CreateSchemaStmt")) {
      node.all("schema_stmt").forEach(inner -> embedded.add(inner(inner.children().getFirst())));
    } else if (WRAPPERS.contains(node.symbol())) {
      PostgresNames.either(node, "ExplainableStmt", "PreparableStmt")
          .ifPresent(inner -> embedded.add(inner(inner.children().getFirst())));
    } else if (node.is("CreateFunctionStmt") || node.is("DoStmt")) {
      node.all("routine_body_stmt")
          .filter(inner -> inner.has("stmt"))
          .forEach(inner -> embedded.add(inner(inner.children().getFirst().children().getFirst())));
      PostgresDefinitions.body(node).ifPresent(body -> embedded.addAll(body(operation, body)));
    }
    node.all("common_table_expr")
        .map(table -> PostgresNames.part(table, "PreparableStmt").children().getFirst())
        .filter(inner -> !inner.is("SelectStmt"))
        .forEach(inner -> embedded.add(inner(inner)));
    return embedded;
  }

  /// Reads a node again by itself, so that its ranges count from its own start.
  private Embedded inner(SyntaxNode node) {
    return new Embedded(range(node), node.text(), read(node.text()));
  }

  private List<Embedded> body(Operation operation, SyntaxNode string) {
    String language =
        switch (operation) {
          case Operation.CreateRoutine routine -> routine.language();
          case Operation.Block block -> block.language();
          default -> "";
        };
    String body = string.string();
    List<PlpgsqlBody.Piece> pieces =
        switch (language) {
          case "plpgsql" -> new PlpgsqlBody(parser, body).statements();
          case "sql" -> sql(body);
          default -> List.of();
        };
    int from = contents(string);
    return pieces.stream()
        .map(piece ->
            new Embedded(
                from < 0 ? range(string) : piece.range().within(from),
                piece.text(),
                piece.text().isEmpty() ? Reading.NotUnderstood.BEFORE_IT_RUNS : read(piece.text())))
        .toList();
  }

  private List<PlpgsqlBody.Piece> sql(String body) {
    return switch (parser.parse(body)) {
      case Parsing.Failed _, Parsing.TooLong _ ->
          List.of(new PlpgsqlBody.Piece(new TextRange(0, body.length()), body));
      case Parsing.Parsed(var tree) ->
          PostgresParser.statements(tree).stream()
              .map(inner -> new PlpgsqlBody.Piece(range(inner), inner.text()))
              .toList();
    };
  }

  /// Returns where the contents of a string begin in the text, or -1 where escapes among them move
  /// what is behind.
  private static int contents(SyntaxNode string) {
    String token = string.collapsed().text();
    int start = token.startsWith("$") ? token.indexOf('$', 1) + 1 : token.startsWith("'") ? 1 : -1;
    boolean plain =
        start > 0
            && string.string().length()
                == token.length() - start - (token.startsWith("$") ? start : 1);
    return plain ? string.start() + start : -1;
  }
}
