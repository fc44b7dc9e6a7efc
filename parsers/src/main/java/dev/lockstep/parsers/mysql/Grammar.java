package dev.lockstep.parsers.mysql;

import io.debezium.antlr.mysql.MySqlLexerBase;
import io.debezium.antlr.mysql.MySqlParserBase;
import io.debezium.ddl.parser.mariadb.generated.MariaDBLexer;
import io.debezium.ddl.parser.mariadb.generated.MariaDBParser;
import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.TokenStream;

/// Makes the lexers and parsers of one of the two grammars.
///
/// Both read `"text"` as a string, as the servers do unless `ANSI_QUOTES` is set.
sealed interface Grammar {
  /// The rules that hold the rows of an `INSERT`.
  Set<String> rows();

  /// The rules that hold a statement at the top.
  Set<String> statements();

  /// Names all rules by their numbers.
  List<String> rules();

  /// Lists the clauses that the grammar lacks.
  List<Gap> gaps();

  /// Shows letters to the lexer in the case in which the grammar has its words.
  void prepare(char[] text);

  Lexer lexer(SqlCharacters characters);

  Parser parser(TokenStream tokens);

  /// Lets a parser read a whole text, and tell its listeners.
  void parse(Parser parser);

  static Grammar of(Product product, int version) {
    return product == Product.MYSQL ? new MySql(version) : new MariaDb();
  }

  /// @param version of the server, such as 80400 for 8.4.0
  record MySql(int version) implements Grammar {
    @Override
    public Set<String> rows() {
      return Set.of("values");
    }

    @Override
    public List<String> rules() {
      return List.of(MySqlParser.ruleNames);
    }

    @Override
    public List<Gap> gaps() {
      return List.of();
    }

    @Override
    public Set<String> statements() {
      return Set.of("simpleStatement", "beginWork");
    }

    @Override
    public void prepare(char[] text) {
      // its words are in any case
    }

    @Override
    public Lexer lexer(SqlCharacters characters) {
      MySqlLexerBase lexer = new MySqlLexer(characters);
      lexer.serverVersion = version;
      lexer.sqlModes = Set.of();
      return lexer;
    }

    @Override
    public Parser parser(TokenStream tokens) {
      MySqlParserBase parser = new MySqlParser(tokens);
      parser.serverVersion = version;
      parser.sqlModes = Set.of();
      return parser;
    }

    @Override
    public void parse(Parser parser) {
      ((MySqlParser) parser).queries();
    }
  }

  /// Knows no versions.
  record MariaDb() implements Grammar {
    @Override
    public Set<String> rows() {
      return Set.of("expressionsWithDefaults");
    }

    @Override
    public List<String> rules() {
      return List.of(MariaDBParser.ruleNames);
    }

    @Override
    public List<Gap> gaps() {
      return Gap.OF_MARIADB;
    }

    @Override
    public Set<String> statements() {
      return Set.of("sqlStatement");
    }

    @Override
    public void prepare(char[] text) {
      for (int i = 0; i < text.length; i++) {
        if (text[i] >= 'a' && text[i] <= 'z') {
          text[i] = (char) (text[i] - 'a' + 'A');
        }
      }
    }

    @Override
    public Lexer lexer(SqlCharacters characters) {
      return new MariaDBLexer(characters);
    }

    @Override
    public Parser parser(TokenStream tokens) {
      return new MariaDBParser(tokens);
    }

    @Override
    public void parse(Parser parser) {
      ((MariaDBParser) parser).root();
    }
  }
}
