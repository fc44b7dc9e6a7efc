package dev.lockstep.parsers.mysql;

import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.atn.ParserATNSimulator;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.dfa.DFAState;

/// Holds what parsers learnt about a grammar from the texts that they read.
///
/// ANTLR would keep all of it for the life of the program; this can be thrown away. Any number of
/// threads may use one.
final class Predictions {
  private final DFA[] lexing;
  private final DFA[] parsing;
  private final PredictionContextCache lexed = new PredictionContextCache();
  private final PredictionContextCache parsed = new PredictionContextCache();

  Predictions(ATN lexer, ATN parser) {
    this.lexing = fresh(lexer);
    this.parsing = fresh(parser);
  }

  static Predictions of(Lexer lexer, Parser parser) {
    return new Predictions(lexer.getATN(), parser.getATN());
  }

  private static DFA[] fresh(ATN atn) {
    DFA[] all = new DFA[atn.getNumberOfDecisions()];
    for (int i = 0; i < all.length; i++) {
      all[i] = new DFA(atn.getDecisionState(i), i);
    }
    return all;
  }

  /// Lets a lexer use and add to this.
  void teach(Lexer lexer) {
    lexer.setInterpreter(new Words(lexer, lexing, lexed));
  }

  /// Learns words that only some versions have, too, which ANTLR would look up again each time:
  /// what depends on more than the version, a comment for some versions, is no part of the text any
  /// more.
  private static final class Words extends LexerATNSimulator {
    Words(Lexer lexer, DFA[] known, PredictionContextCache contexts) {
      super(lexer, lexer.getATN(), known, contexts);
    }

    @Override
    protected DFAState addDFAEdge(DFAState from, int character, ATNConfigSet to) {
      to.hasSemanticContext = false;
      return super.addDFAEdge(from, character, to);
    }
  }

  /// Lets a parser use and add to this.
  void teach(Parser parser) {
    parser.setInterpreter(new ParserATNSimulator(parser, parser.getATN(), parsing, parsed));
  }

  /// Counts the states that are kept.
  int size() {
    int size = 0;
    for (DFA dfa : parsing) {
      size += dfa.states.size();
    }
    return size;
  }
}
