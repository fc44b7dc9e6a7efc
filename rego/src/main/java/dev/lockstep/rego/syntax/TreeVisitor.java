package dev.lockstep.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through all that rules are made of; whoever looks at a part calls the method above it to go
/// further.
public class TreeVisitor {
  public void rule(Rule rule) {
    Rule.Head head = rule.head();
    terms(head.path());
    List<Term> arguments = head.arguments();
    if (arguments != null) {
      terms(arguments);
    }
    optional(head.value());
    optional(head.element());
    body(rule.body());
    Rule otherwise = rule.otherwise();
    if (otherwise != null) {
      rule(otherwise);
    }
  }

  public void body(Body body) {
    body.statements().forEach(this::statement);
  }

  public void statement(Statement statement) {
    switch (statement.says()) {
      case Statement.Holds holds -> term(holds.term());
      case Statement.Assigns assigns -> {
        term(assigns.right());
        term(assigns.left());
      }
      case Statement.Unifies unifies -> {
        term(unifies.left());
        term(unifies.right());
      }
      case Statement.Declares declares -> terms(declares.variables());
      case Statement.Iterates iterates -> {
        term(iterates.domain());
        optional(iterates.key());
        term(iterates.value());
      }
      case Statement.Every every -> {
        term(every.domain());
        optional(every.key());
        term(every.value());
        body(every.body());
      }
    }
    for (Statement.With with : statement.with()) {
      term(with.target());
      term(with.value());
    }
  }

  public void term(Term term) {
    switch (term) {
      case Term.Scalar _, Term.Var _ -> {}
      case Term.Ref ref -> {
        term(ref.head());
        terms(ref.path());
      }
      case Term.Array array -> terms(array.items());
      case Term.SetOf set -> terms(set.items());
      case Term.ObjectOf object ->
          object
              .entries()
              .forEach(entry -> {
                term(entry.key());
                term(entry.value());
              });
      case Term.Comprehension one -> {
        optional(one.key());
        term(one.value());
        body(one.body());
      }
      case Term.Call call -> {
        term(call.function());
        terms(call.arguments());
      }
      case Term.Template template ->
          template
              .pieces()
              .forEach(piece -> {
                Body body = piece.body();
                if (body != null) {
                  body(body);
                }
              });
    }
  }

  private void terms(List<? extends Term> terms) {
    terms.forEach(this::term);
  }

  private void optional(@Nullable Term term) {
    if (term != null) {
      term(term);
    }
  }
}
