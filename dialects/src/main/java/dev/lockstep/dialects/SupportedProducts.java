package dev.lockstep.dialects;

import dev.lockstep.dialects.jdbc.Products;
import dev.lockstep.dialects.postgres.PostgresProduct;
import java.util.List;

/// Lists the products that Lockstep can deploy to.
public final class SupportedProducts {
  private SupportedProducts() {}

  public static Products all() {
    return new Products(List.of(new PostgresProduct()));
  }
}
