package dev.lockstep.engines.liquibase.formatted;

import dev.lockstep.engines.liquibase.bridge.ChangelogRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells whether a changeset is meant for a request: by its contexts, labels and database products.
final class Meant {
  private static final Pattern WORD = Pattern.compile("[\\w.-]+");
  private static final List<String> OPERATORS = List.of("and", "or", "not");
  private static final Pattern PRODUCT = Pattern.compile("!?\\w+");
  private static final Pattern EXPRESSION = Pattern.compile("[\\w.!-][\\w., !-]*");

  private final List<String> contexts;
  private final List<String> labels;
  private final String product;

  /// @param product as the attribute `dbms` names it
  Meant(ChangelogRequest request, String product) {
    this.contexts = request.contexts().stream().map(Meant::word).toList();
    String wanted = request.labels();
    this.labels = wanted == null ? List.of() : words(wanted);
    this.product = product;
  }

  /// Returns why a changeset does not run; null when it does.
  @Nullable String excluded(ChangesetHeader header) {
    String context = header.context();
    // Each is read even when another decides: what cannot be read is for Liquibase.
    boolean contextFits = context == null || contextFits(context);
    String own = labels(header);
    boolean labelFits = own == null || labels.isEmpty() || anyOf(List.of(own.split(",")), labels);
    boolean productFits = productFits(header.text("dbms"));
    if (!contextFits) {
      return "its context '" + context(header) + "' is not among those given";
    }
    if (!labelFits) {
      return "its labels '" + own + "' do not match";
    }
    if (!productFits) {
      return "it is not for " + product;
    }
    return header.is("ignore", false) ? "it is marked as ignored" : null;
  }

  /// Returns the context as the history records it.
  static @Nullable String context(ChangesetHeader header) {
    String context = header.context();
    return context != null && (context.contains(",") || context.contains(" "))
        ? "(" + context + ")"
        : context;
  }

  /// Returns the labels as the history records them.
  static @Nullable String labels(ChangesetHeader header) {
    String labels = header.text("labels");
    if (labels == null) {
      return null;
    }
    Set<String> distinct = new LinkedHashSet<>();
    for (String label : labels.split(",", -1)) {
      distinct.add(word(label.trim()));
    }
    return String.join(",", distinct);
  }

  private boolean contextFits(String context) {
    if (!EXPRESSION.matcher(context).matches() || !context.equals(context.strip())) {
      throw new NotOurs("an uncommon context");
    }
    return contexts.isEmpty() || anyOf(contexts, words(context));
  }

  private static boolean anyOf(List<String> some, List<String> others) {
    return some.stream().anyMatch(others::contains);
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(",", -1)).map(part -> word(part.trim())).toList();
  }

  private static String word(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!WORD.matcher(word).matches() || OPERATORS.contains(word)) {
      throw new NotOurs("more than a word for a context or label");
    }
    return word;
  }

  private boolean productFits(@Nullable String products) {
    if (products == null) {
      return true;
    }
    List<String> named = List.of(products.toLowerCase(Locale.ROOT).split(",", -1));
    if (products.length() < 2
        || !named.stream().allMatch(name -> PRODUCT.matcher(name).matches())) {
      throw new NotOurs("an uncommon list of products");
    }
    if (named.contains("all")) {
      return true;
    }
    if (named.contains("none") || named.contains("!" + product)) {
      return false;
    }
    return named.contains(product) || named.stream().allMatch(name -> name.startsWith("!"));
  }
}
