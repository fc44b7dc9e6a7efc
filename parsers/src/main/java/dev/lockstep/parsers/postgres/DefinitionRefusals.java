package dev.lockstep.parsers.postgres;

import dev.lockstep.parsers.tree.SyntaxNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Refuses parts of definitions that the server knows by their words and not by its grammar.
final class DefinitionRefusals implements Refusals.Refusal {
  static final List<String> SYMBOLS =
      List.of(
          "alter_table_cmd",
          "alter_identity_column_option",
          "PartitionBoundSpec",
          "PartitionSpec",
          "CopyStmt",
          "RowSecurityDefaultPermissive",
          "TriggerEvents",
          "aggr_arg",
          "opt_float",
          "CreateFunctionStmt",
          "zone_value");
  private static final Set<String> STRATEGIES = Set.of("list", "range", "hash");

  private final int major;

  DefinitionRefusals(int major) {
    this.major = major;
  }

  @Override
  public void check(SyntaxNode node, TokenStream tokens) {
    switch (node.symbol()) {
      case "alter_table_cmd" -> checkColumnNumber(node);
      case "alter_identity_column_option" -> checkSequenceOption(node);
      case "PartitionBoundSpec" -> checkHashBound(node);
      case "PartitionSpec" -> checkStrategy(node);
      case "CopyStmt" -> checkCopy(node);
      case "RowSecurityDefaultPermissive" -> checkPolicy(node);
      case "TriggerEvents" -> checkEvents(node, tokens);
      case "aggr_arg" -> checkAggregate(node);
      case "opt_float" -> checkFloat(node);
      case "CreateFunctionStmt" -> checkTableFunction(node);
      default -> checkZone(node);
    }
  }

  private static void checkColumnNumber(SyntaxNode node) {
    if (Refusals.begins(node, "ALTER", "opt_column", "Iconst")) {
      SyntaxNode column = node.children().get(2);
      long number = number(column);
      if (number <= 0 || number > Short.MAX_VALUE) {
        throw Refusals.at(column, "column number must be in range from 1 to 32767");
      }
    }
  }

  /// Reads an integer of any spelling.
  private static long number(SyntaxNode node) {
    String digits = node.text().replace("_", "").toLowerCase(Locale.ROOT);
    int radix =
        switch (digits.length() > 1 ? digits.charAt(1) : '0') {
          case 'x' -> 16;
          case 'o' -> 8;
          case 'b' -> 2;
          default -> 10;
        };
    return Long.parseLong(digits, radix == 10 ? 0 : 2, digits.length(), radix);
  }

  private static void checkSequenceOption(SyntaxNode node) {
    if (!Refusals.begins(node, "SET", "SeqOptElem")) {
      return;
    }
    SyntaxNode option = node.children().get(1);
    String refused =
        switch (option.children().getFirst().symbol()) {
          case "AS" -> "as";
          case "RESTART" -> "restart";
          case "OWNED" -> "owned_by";
          default -> "";
        };
    if (!refused.isEmpty()) {
      throw Refusals.at(option, "sequence option \"%s\" not supported here".formatted(refused));
    }
  }

  private static void checkHashBound(SyntaxNode node) {
    if (!node.has("hash_partbound")) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (SyntaxNode option : node.children().get(4).items()) {
      String name = Quoted.name(option.children().getFirst().text());
      if (!name.equals("modulus") && !name.equals("remainder")) {
        throw Refusals.at(
            option, "unrecognized hash partition bound specification \"%s\"".formatted(name));
      }
      if (!seen.add(name)) {
        throw Refusals.at(option, name + " for hash partition provided more than once");
      }
    }
    for (String name : List.of("modulus", "remainder")) {
      if (!seen.contains(name)) {
        throw Refusals.at(node.children().get(2), name + " for hash partition must be specified");
      }
    }
  }

  private static void checkCopy(SyntaxNode node) {
    boolean query = Refusals.begins(node, "COPY", "(");
    SyntaxNode file = node.child("copy_file_name").orElseThrow();
    if (node.has("opt_program") && !Refusals.begins(file, "Sconst")) {
      // the server points behind the name, or at TO
      SyntaxNode place = node.children().get(query ? 4 : 7);
      throw Refusals.at(place, "STDIN/STDOUT not allowed with PROGRAM");
    }
    if (!query && Refusals.begins(node.child("copy_from").orElseThrow(), "TO")) {
      node.child("where_clause")
          .ifPresent(where -> {
            throw Refusals.at(where, "WHERE clause not allowed with COPY TO");
          });
    }
  }

  private static void checkPolicy(SyntaxNode node) {
    if (node.isEmpty()) {
      return;
    }
    SyntaxNode option = node.children().getLast();
    String name = Quoted.name(option.text());
    if (!name.equals("permissive") && !name.equals("restrictive")) {
      throw Refusals.at(option, "unrecognized row security option \"%s\"".formatted(name));
    }
  }

  private static void checkEvents(SyntaxNode node, TokenStream tokens) {
    Set<String> events = new HashSet<>();
    for (SyntaxNode event : node.items()) {
      if (!events.add(event.children().getFirst().symbol())) {
        throw tokens.failure("duplicate trigger events specified");
      }
    }
  }

  private static void checkAggregate(SyntaxNode node) {
    if (isOutput(node.children().getFirst())) {
      throw Refusals.at(node, "aggregates cannot have output arguments");
    }
  }

  private static boolean isOutput(SyntaxNode argument) {
    return argument.child("arg_class").stream()
        .flatMap(SyntaxNode::tokens)
        .anyMatch(token -> token.is("OUT_P") || token.is("INOUT"));
  }

  private static void checkTableFunction(SyntaxNode node) {
    if (node.children().stream().noneMatch(part -> part.is("TABLE"))) {
      return;
    }
    node.child("func_args_with_defaults").stream()
        .flatMap(arguments -> arguments.all("func_arg"))
        .filter(DefinitionRefusals::isOutput)
        .findFirst()
        .ifPresent(argument -> {
          throw Refusals.at(argument, "OUT and INOUT arguments aren't allowed in TABLE functions");
        });
  }

  private static void checkFloat(SyntaxNode node) {
    if (node.isEmpty()) {
      return;
    }
    SyntaxNode bits = node.children().get(1);
    if (number(bits) < 1) {
      throw Refusals.at(bits, "precision for type float must be at least 1 bit");
    }
    if (number(bits) > 53) {
      throw Refusals.at(bits, "precision for type float must be less than 54 bits");
    }
  }

  private static void checkZone(SyntaxNode node) {
    node.child("opt_interval")
        .filter(interval ->
            !interval.tokens().allMatch(token -> "HOUR_P MINUTE_P TO".contains(token.symbol())))
        .ifPresent(interval -> {
          throw Refusals.at(interval, "time zone interval must be HOUR or HOUR TO MINUTE");
        });
  }

  /// Up to 15 the word is looked at when the statement runs.
  private void checkStrategy(SyntaxNode node) {
    SyntaxNode strategy = node.children().get(2);
    String name = Quoted.name(strategy.text());
    if (major >= 16 && !STRATEGIES.contains(name.toLowerCase(Locale.ROOT))) {
      throw Refusals.at(strategy, "unrecognized partitioning strategy \"%s\"".formatted(name));
    }
  }
}
