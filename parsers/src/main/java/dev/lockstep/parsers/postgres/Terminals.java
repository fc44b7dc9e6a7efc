package dev.lockstep.parsers.postgres;

/// Names the terminals that the scanner tells apart by their form.
///
/// *Shape*: the number of each in one grammar.
record Terminals(
    int ident,
    int uident,
    int fconst,
    int sconst,
    int usconst,
    int bconst,
    int xconst,
    int op,
    int iconst,
    int param,
    int typecast,
    int dotDot,
    int colonEquals,
    int equalsGreater,
    int lessEquals,
    int greaterEquals,
    int notEquals,
    int nchar) {

  static Terminals of(Grammar grammar) {
    return new Terminals(
        grammar.symbol("IDENT"),
        grammar.symbol("UIDENT"),
        grammar.symbol("FCONST"),
        grammar.symbol("SCONST"),
        grammar.symbol("USCONST"),
        grammar.symbol("BCONST"),
        grammar.symbol("XCONST"),
        grammar.symbol("Op"),
        grammar.symbol("ICONST"),
        grammar.symbol("PARAM"),
        grammar.symbol("TYPECAST"),
        grammar.symbol("DOT_DOT"),
        grammar.symbol("COLON_EQUALS"),
        grammar.symbol("EQUALS_GREATER"),
        grammar.symbol("LESS_EQUALS"),
        grammar.symbol("GREATER_EQUALS"),
        grammar.symbol("NOT_EQUALS"),
        grammar.symbol("NCHAR"));
  }
}
