package dev.lockstep.dialects.jdbc;

import dev.lockstep.error.ErrorCode;
import dev.lockstep.error.LockstepException;
import java.util.List;
import java.util.stream.Collectors;

/// Holds the products that this process can talk to.
public record Products(List<Product> all) {
  public Products {
    all = List.copyOf(all);
  }

  /// Returns the product that `lockstep.yaml` calls by a name.
  ///
  /// *Errors*: `CONFIGURATION` with the names there are.
  public Product named(String dialect) {
    return all.stream()
        .filter(product -> product.name().equals(dialect))
        .findFirst()
        .orElseThrow(() ->
            new LockstepException(
                ErrorCode.CONFIGURATION,
                "There is no dialect " + HostileText.clean(dialect) + ".",
                "Use one of "
                    + all.stream().map(Product::name).collect(Collectors.joining(", "))
                    + "."));
  }
}
