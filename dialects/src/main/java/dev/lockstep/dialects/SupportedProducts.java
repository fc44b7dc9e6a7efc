package dev.lockstep.dialects;

import dev.lockstep.dialects.h2.H2Product;
import dev.lockstep.dialects.jdbc.Products;
import dev.lockstep.dialects.mysql.MySqlProduct;
import dev.lockstep.dialects.oracle.OracleProduct;
import dev.lockstep.dialects.postgres.PostgresProduct;
import dev.lockstep.dialects.sqlite.SqliteProduct;
import dev.lockstep.dialects.sqlserver.SqlServerProduct;
import java.util.List;

/// Lists the products that Lockstep can deploy to.
public final class SupportedProducts {
  private SupportedProducts() {}

  public static Products all() {
    return new Products(
        List.of(
            new PostgresProduct(),
            MySqlProduct.mysql(),
            MySqlProduct.mariaDb(),
            new SqliteProduct(),
            new H2Product(),
            new SqlServerProduct(),
            new OracleProduct(),
            PostgresProduct.cockroachDb(),
            PostgresProduct.alloyDb(),
            PostgresProduct.yugabyteDb()));
  }
}
